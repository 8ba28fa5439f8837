"""What belongs to the person: settings, restricted mode, and the state outside every store.

`state` keeps read marks, stars, tags and notes. Imports `paths`, `sqlite`, `commands` and `text`.
"""
