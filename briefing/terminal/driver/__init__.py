"""Textual's driver that sends only changed cells, and the thread that writes them.

The only place in `terminal` that knows Textual. Imports `screen` and `session`.
"""
