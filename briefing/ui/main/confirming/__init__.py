"""Confirming suggestions on the main screen: the keys that do it, and the undo of what they wrote.

What does not need a screen is in `store.edits` and `user.editing`. Imports these, `ui.screens`,
`ui.input`, and of the main screen only `navigation` and `reading_screen`.
"""
