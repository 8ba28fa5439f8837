"""What the commands that write share: new briefs and drafts, archives, mending, the review.

A file is written whole or not at all, and only the bytes that must change do. Imports the other
modules of `cli`, `drafting` and what lies below it; not `cli.commands`.
"""
