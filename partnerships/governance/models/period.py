"""A period kept as its token, for rows that are about a financial year or any other period."""

from django.core.exceptions import ValidationError
from django.db import models

from safeguarding.lib.facts import Period


def validate_period(token: str) -> None:
    """Raise ValidationError unless `token` names a period."""
    try:
        Period.parse(token)
    except ValueError as error:
        raise ValidationError(str(error), code="period") from error


class PeriodField(models.CharField):
    """Holds `Period.token`, such as 2018-19; read it with `Period.parse`."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 24)
        kwargs.setdefault("validators", [validate_period])
        super().__init__(**kwargs)  # type: ignore[arg-type]
