"""The text of the linear mode: views and rows -> lines, one fact each, that begin with a label.

A module for each thing that is read: brief, record, source, list, hit, board; `part` has what they
share. Pure. Imports `view`, `process`, `catalogue`, `model`, `text` and `exchange.outgoing`.
"""
