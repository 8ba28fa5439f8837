"""The days that options name."""

from datetime import datetime, time

from briefing.errors import UsageError
from briefing.model.dates import today
from briefing.query import days


def moment_of(day: str | None) -> float:
    """Return when the day of `--since` begins, local, in seconds since 1970.

    Without one it is before all time.

    Raises:
        UsageError: it is not a day.
    """
    if day is None:
        return float("-inf")
    try:
        first, _ = days.parse(f">={day}", today())
        return datetime.combine(first, time()).timestamp() if first else float("-inf")
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"--since: {error}") from None
