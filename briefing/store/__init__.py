"""A folder of briefs: which files it holds, each brief with shared records and archives.

`store.Store` is the entry; `files` opens nothing but ordinary files inside the folder. A store is
only read. Imports `checks`, `evidence`, `loader` and what lies below.
"""
