"""The words of the trade: synonyms, words of danger, results put forward.

What ships with the code (`search/data/*.yaml`) is the ground; editors add to it, and set shipped lines
aside, in the database. All of it is used at the query alone: a change needs no rebuild of the index.
"""
