"""The reader on Textual: the app, its main screen, the screens over that, their keys and widgets.

At the top stand the app, how it is started and opened, its colours, and what several screens use.
May import every room but `cli` and `linear`; nothing of ours but `cli` imports it.
"""
