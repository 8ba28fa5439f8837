"""The linear mode: the reader as labelled lines and questions, for screen readers and slow links.

The same library, views and command table as on the full screen, without one: every line is written
once and begins with what it is. Imports library, view, user, commands and what lies below; neither
Textual nor Rich.
"""
