"""Typing slips: names that can be corrected without doubt about the intended one.

Nearness is enough to suggest a name, not to write it: `iran` is near `iraq`, `unsigned` near
`signed`, and `q10` near `q1`.
"""

_SHORTEST = 3  # characters: of a shorter word, one slip leaves too little
_JOINTS = str.maketrans("_ ", "--")


def is_slip(typed: str, meant: str, *, end: bool) -> bool:
    """Whether a word is another with one slip: two letters swapped, one left out, or one added.

    Another letter in the place of one, at the beginning, or a figure makes another word; so does
    one at the end of a name (`petrov`, `petrova`) unless `end`, which is for words of the format.
    """
    typed, meant = typed.translate(_JOINTS), meant.translate(_JOINTS)
    if typed == meant:
        return True
    shorter, longer = sorted((typed, meant), key=len)
    if len(shorter) < _SHORTEST:
        return False
    at = next((n for n, sign in enumerate(shorter) if sign != longer[n]), len(shorter))
    if len(shorter) == len(longer):
        pair = longer[at : at + 2]
        same = shorter == longer[:at] + pair[::-1] + longer[at + 2 :]
        return same and at > 0 and pair.isalpha()
    if shorter != longer[:at] + longer[at + 1 :] or not (longer[at].isalpha() or longer[at] == "-"):
        return False
    return at > 0 and (end or at < len(shorter) or longer[at] == longer[at - 1])
