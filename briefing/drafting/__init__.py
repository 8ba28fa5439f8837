"""From an article to a draft brief: reading articles, finding what they quote.

Imports `library` and what lies below it.
"""
