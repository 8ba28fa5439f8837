"""The bytes of one file -> a brief and its problems; the only reader of the format.

`load` is the entry, `syntax` the notations, `messages` the wording of problems, `schema` the
published JSON Schema. Imports `model`, `text` and `errors`.
"""

MAX_BRIEF = 1024 * 1024
"""Bytes of the largest brief."""
