"""The passage that comes nearest to a quotation that stands nowhere as written.

`passage.nearest` is the entry, within the budget of one brief. Pure; imports `evidence` and `text`.
"""
