"""Briefs, records and processes as plain values for JSON."""
