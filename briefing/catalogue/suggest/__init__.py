"""After a query that finds nothing: what its words find, their nearest spelling, and what would.

It costs a bounded time of the processor, and nothing until it is asked.
"""
