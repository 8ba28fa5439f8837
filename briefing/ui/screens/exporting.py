"""Exporting text to a file that the user names."""

from pathlib import Path

from briefing.text.clean import clean


def write_new(name: str, text: str) -> str:
    """Write `text` to a file that is not there yet, and return a sentence on what came of it."""
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        return f"{clean(name, line=True)}: no such home folder; choose another file"
    shown = clean(str(path), line=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return f"{shown} already exists; choose another file"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a valid file name"
        return f"{shown}: {reason}; choose another file"
    return f"wrote {shown}: {len(text.encode()):,} bytes"
