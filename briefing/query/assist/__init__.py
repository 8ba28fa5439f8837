"""Help for those who type a query: its forms, hints on what was typed, and completion."""
