"""What leaves the store: every format of `briefing export`, and the tables that commands print.

`walk` yields the records of a brief with their marks; each format has a module of its own, and none
reads a file. Imports `library` and what lies below it; no terminal, no argparse.
"""
