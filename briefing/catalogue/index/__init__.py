"""Indexing: bringing the catalogue up to date with the files of a store.

`refresh.refresh` is the entry and the only writer; each batch is one transaction. Imports the
tables of `catalogue`, `store` and what lies below.
"""
