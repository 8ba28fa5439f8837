"""CSV -> briefs, by a map in TOML from columns to fields.

`column_map` reads the map, `row_brief` applies it to a row, `from_csv` reads the table. Imports
`exchange.incoming.import_item`, `loader`, `model`, `text` and `errors`.
"""
