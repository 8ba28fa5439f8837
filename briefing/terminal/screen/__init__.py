"""A terminal's screen as cells: parsed from escape sequences, painted in few bytes.

Knows no Textual and opens nothing. Imports only `text`.
"""
