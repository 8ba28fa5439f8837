"""Views of a brief: a brief and a width -> rows of styled spans, for `show` and the panes.

Pure: no terminal, no files, no clock. `panes.page_of` lays out one pane, `document.document` a
whole brief. Nothing is imported here, because the first screen needs only a few of these modules.
"""
