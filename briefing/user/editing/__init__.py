"""Editing a file of a store in the person's own editor."""
