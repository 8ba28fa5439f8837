"""Markdown: boards as tables, and whole briefs with footnotes."""
