"""A date kept as exactly as it is known."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from safeguarding.lib.calendar import FuzzyDate, FuzzyDateProblem


def validate_fuzzy(token: str) -> None:
    """Raise ValidationError unless `token` names a date, however roughly."""
    try:
        FuzzyDate.parse(token)
    except FuzzyDateProblem as error:
        raise ValidationError(str(error), code="date") from error


class FuzzyDateField(models.CharField):
    """Holds `FuzzyDate.token`, such as 2020-autumn; read it with `FuzzyDate.parse`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 12)
        kwargs.setdefault("validators", [validate_fuzzy])
        super().__init__(**kwargs)
