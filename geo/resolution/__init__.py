"""Tell which commune a row of a directory means, with how sure one is and why.

`writing` reads the cells, `naming` finds the communes they may name, `weighing` compares
the evidence, `reasons` says it in French; `geo.resolver` is the door.
"""
