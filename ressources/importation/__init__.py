"""Bring structures from a file into the guide.

A file goes through five steps, one module each:
`lecteurs` (bytes → rows) → `mapping*` (rows → `FicheLue`) → `localisation` (commune and position) →
`plan` (what changes, what is set aside) → `ecriture` (bulk writes, one transaction). `importeur` chains them.
"""
