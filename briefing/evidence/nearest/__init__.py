"""The nearest passage to a quotation that does not occur as written.

`passage.nearest` is the entry, within the budget of one brief. Pure; imports `evidence` and `text`.
"""
