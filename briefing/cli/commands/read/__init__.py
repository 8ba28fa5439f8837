"""Commands that read: the list, a search, a brief, its problems, the person's notes.

One module a command, named for it. Imports `library` and what lies below it.
"""
