"""Commands for a store that many machines share.

One module a command, named for it. Imports `shared` and what lies below it.
"""
