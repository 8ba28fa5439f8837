"""Commands that compare: rounds, parties, positions.

One module a command, named for it. Imports `library` and what lies below it.
"""
