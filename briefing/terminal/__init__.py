"""The layer between the interface and the terminal, which sends only the cells that changed.

`driver` is Textual's driver, `screen` the cells, `session` signals and the way back to the shell. A
leaf: imports only `text` and `errors`.
"""
