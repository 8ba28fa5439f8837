"""Marks that follow the person: through a shared store, or a file or folder of their own."""
