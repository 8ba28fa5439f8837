"""One module a subcommand, named for it, each imported only when it is used.

`cli.table` lists them. Imports `library` and whatever lies below it.
"""
