"""Briefs in other programs' formats: one module a format, in (`incoming`) and out (`outgoing`).

Imports what lies below `library`; knows neither screens nor arguments.
"""
