"""The command line: one module per group of subcommands, imported only when used."""
