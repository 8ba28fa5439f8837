"""The bytes of one file -> a brief and its problems; the only reader of the format.

`load` is the entry, `syntax` the notations, `messages` what people read, `schema` the published
JSON Schema. Imports `model`, `text` and `errors`.
"""
