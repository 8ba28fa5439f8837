"""The command line: `table` lists the subcommands, `commands` holds them; stdout is data.

Imports everything but Textual, each module only when it is needed: `--help` loads no argparse.
"""
