"""What is drawn: rows of spans, the list of briefs, a pane of records, a table, a bar.

Each shows what it is given and sends messages that are named for what happened. May import what
lies below `ui` and `options`; no widget knows a screen, nor another widget but `line_view`.
"""
