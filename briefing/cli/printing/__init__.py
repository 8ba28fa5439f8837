"""How commands print: lines in a form of the person's own."""
