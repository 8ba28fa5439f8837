"""Saved web pages: their bytes -> the paragraphs of the article, and what the page says of itself.

The tokenizer is our own: that of Python before 3.13.6 takes quadratic time on what is never closed.
Imports `drafting.article`, `loader` and `errors`.
"""
