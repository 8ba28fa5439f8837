"""Other programs' files -> briefs of a store, without losing or overwriting anything in silence.

A module a format turns texts into `ImportItem`s; `fitting` makes each one a valid brief;
`existing_briefs` finds what is in the store already; `importing` decides and writes. Imports
`store`, `catalogue`, `loader`, `model`, `text` and `errors`.
"""
