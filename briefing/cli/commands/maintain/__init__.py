"""Commands for upkeep: the catalogue, marks, settings, this machine.

One module a command, named for it. Imports `library` and what lies below it.
"""
