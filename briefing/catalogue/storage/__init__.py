"""The catalogue's file: opened, locked, replaced when it is damaged; its tables; transactions.

Imports `text` and `errors`.
"""
