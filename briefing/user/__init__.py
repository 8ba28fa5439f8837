"""Settings, restricted mode, and a person's state, all outside every store.

`state` keeps read marks, stars, tags and notes. Imports `paths`, `sqlite`, `commands` and `text`.
"""
