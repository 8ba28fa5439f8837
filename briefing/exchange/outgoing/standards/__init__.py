"""Formats that others have standardised: annotations, references, calendars, arguments."""
