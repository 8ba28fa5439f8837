"""The palettes as Textual themes."""

from textual.theme import Theme

from briefing.ui.palette import ROLES


def theme(name: str) -> Theme:
    """Return the theme called `name`, which must be a key of `ROLES`."""
    roles = ROLES[name]
    return Theme(
        name=f"briefing-{name}",
        primary=roles["role-heading"],
        secondary=roles["role-party"],
        warning=roles["role-warn"],
        error=roles["role-bad"],
        success=roles["role-good"],
        accent=roles["role-mark"],
        foreground=roles["role-text"],
        background=roles["role-back"],
        surface=roles["role-back"],
        panel=roles["role-back"],
        boost=roles["role-back"],
        dark=name != "light",
        variables=roles,
        ansi=name == "terminal",
    )
