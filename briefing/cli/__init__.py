"""The command line: `table` lists the subcommands, `commands` holds one module for each.

stdout is data and stderr narration, which `output` sees to. Imports everything but Textual, and
each module only when it is needed: `--help` loads no argparse.
"""
