"""What is recorded has happened: a rule that rooms share."""

from datetime import date

from safeguarding.lib.workflow import NotAllowed


def check_not_ahead(day: date, today: date, field: str) -> None:
    """Raise NotAllowed, its code the field, for a day that has not come: what is recorded has happened."""
    if day > today:
        raise NotAllowed("The date must be today or in the past.", code=field)
