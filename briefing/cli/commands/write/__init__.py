"""Commands that write briefs and their sources.

One module a command, named for it. Imports `library` and what lies below it.
"""
