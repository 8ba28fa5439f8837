"""PDF files: their bytes -> the paragraphs of the article, by pdfminer.six, the extra `pdf`."""
