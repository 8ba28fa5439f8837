"""PDF files: their bytes -> the paragraphs of the article, by pdfminer.six, the extra `pdf`.

`extractor` runs it in a process of its own, `reflow` joins lines to paragraphs, `pdf_article` makes
the article. Imports `drafting.article` and `errors`.
"""
