"""Text: cleaned, folded, measured in cells, wrapped; numbers, nearest names, Markdown as tokens.

Knows nothing of briefs. Imports only `errors`.
"""
