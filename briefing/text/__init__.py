"""Text: cleaned, folded, measured in cells, wrapped; numbers and nearest names.

Knows nothing of briefs. Imports only `errors`.
"""
