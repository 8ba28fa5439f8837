"""The reader's screens; with `terminal` the only room that knows Textual."""
