"""Keys in the order pressed, and their meaning: commands, or text in a line.

Textual's own bindings are not used: there a letter overtakes the Enter before it. May import what
lies below `ui`, the widgets, and `background` and `options`; knows no screen of ours.
"""
