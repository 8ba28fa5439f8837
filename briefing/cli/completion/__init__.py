"""Shell completion: candidates for the word being typed after `briefing`.

The scripts ask `briefing __complete SHELL …` at each press of Tab, so that they never fall behind
the program. Libraries were weighed: shtab writes scripts with fixed words, and argcomplete builds
the parser of the command at each Tab, which for some takes half a second of imports.
"""
