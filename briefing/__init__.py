"""A terminal reader for people who follow negotiations.

`cli` is the command line, `ui` the reader; both ask `library`, which stands on `catalogue` and
`store`. Imports go down only: `lint-imports` holds the order, which `pyproject.toml` lists.
"""

__version__ = "0.1.0"
