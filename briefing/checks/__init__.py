"""Checks of briefs beyond one value: names, sourcing, prose, one brief against the others.

Each yields faults, which `store` locates in their files. Pure; imports `loader`, `evidence`,
`model` and lower rooms.
"""
