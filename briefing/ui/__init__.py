"""The reader's screens; with `terminal.driver` the only room that knows Textual.

`app` is the entry, `start` what comes before Textual is imported. Imports `library`, `view`, `user`
and `terminal`; never `cli`.
"""
