"""How commands print: records as JSON, CSV or boards, and lines in a form of the person's own.

Imports `output` and the options of the command line, `exchange.outgoing` and `view`.
"""
