"""What is wrong with briefs beyond one value: names, evidence, prose, one brief beside others.

Each check yields claims about a brief, which `store` locates in its file. Pure; imports `loader`,
`evidence`, `model` and what lies below.
"""
