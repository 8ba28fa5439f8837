"""Rows of CSV: cells, tables of records, the guard against formulas."""
