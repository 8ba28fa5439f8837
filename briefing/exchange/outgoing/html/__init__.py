"""HTML: one page that needs no other file, and a static site for a store."""
