"""Values and a width -> rows of spans: what panes, boards and `briefing show` draw.

`brief` lays out one brief, `board` tables over rounds or parties; both use `spans` and `markdown`.
Pure: no terminal, no files, no clock. Imports nothing above `process`.
"""
