"""A person's changes to a file of a store: with their editor, or suggestion by suggestion.

Shared by the screens, the linear mode and `review`; nothing here writes to a terminal. Imports
`store.edits`, `catalogue`, `view`, `loader`, `model`, `paths`, `text` and `errors`.
"""
