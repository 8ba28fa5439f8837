"""One session on a terminal: signals, input, suspending, giving the terminal back.

Knows no Textual. Imports `text` and `errors`.
"""
