"""The command line: one module a group of subcommands, each imported only when it is used."""
