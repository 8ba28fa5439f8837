"""The commands of the linear mode that do the same in every place, a module for each subject.

Each class gives its `actions`: a function for each command id; `linear_reader` joins them. Imports
the places, `context` and `facts` of the linear mode, `user`, `store.edits` and what lies below.
"""
