"""The reader's screens; with `terminal` the only package that imports Textual."""
