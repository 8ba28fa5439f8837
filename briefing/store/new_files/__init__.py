"""New files of a store: values -> the text of a brief, and a name that no other file has.

Nothing is ever replaced here. Imports `store.files`, `loader`, `text` and `errors`.
"""
