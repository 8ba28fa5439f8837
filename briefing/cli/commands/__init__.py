"""One module a subcommand, imported only when it is used; small commands share one.

`cli.table` lists them. Imports `library` and what lies below it.
"""
