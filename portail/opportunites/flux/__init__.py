"""Opportunities that partners publish: read, placed, compared, written, withdrawn when they leave.

`formats` (bytes → nested records) → `correspondance` (records → `OffreLue`) → the guide's `Localisateur` (commune and
point, or quarantine) → `comparaison` (what changes) → `ecriture` (bulk, one transaction). `execution` decides record by
record, `importeur` holds the transaction, `journal` the history, `reseau` the download, `planification` the clock.
"""
