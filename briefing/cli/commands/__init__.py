"""The subcommands: a folder a group of `--help`, one module a command, imported when it is used.

`cli.table` lists them. Imports `library` and what lies below it.
"""
