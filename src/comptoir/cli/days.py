"""Days as the command line takes them."""

from datetime import date

from comptoir.core.errors import UsageError


def day(text: str, option: str) -> date:
    """The day that an option names; UsageError where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"« {option} {text} » is not a day.", "Allowed: YYYY-MM-DD, such as 2026-01-31."
        ) from None
