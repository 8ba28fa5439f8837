"""Writing what is read to a file that the person names."""

from pathlib import Path

from briefing.text import clean


def write_new(name: str, text: str) -> str:
    """Write `text` to a file that is not there yet, and return a sentence on what came of it."""
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        return f"{clean(name, line=True)}: nobody has that home folder; name another file"
    shown = clean(str(path), line=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return f"{shown} is there already; name another file"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no name for a file"
        return f"{shown}: {reason}; name another file"
    return f"written to {shown}: {len(text.encode()):,} bytes"
