"""Telling a person, on the page where they are, that a service refused or that somebody else was quicker."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from django.utils import timezone

from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, first_words

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
STALE = HTTPStatus.CONFLICT


def refuse(form: GovUKForm, error: NotAllowed) -> HTTPStatus:
    """Put a refusal's words beside the field its code names, or above the form; return the status to answer with."""
    code = getattr(error, "code", "") or ""
    form.add_error(code if code in form.fields else None, first_words(error))
    return WRONG


def show_both(
    form: GovUKForm, *, by: object, at: datetime | None, version: int, saved: Mapping[str, str]
) -> HTTPStatus:
    """Show what was saved meanwhile beside the person's own words and let the next save count from there."""
    form.add_stale_error(by=str(by or "Somebody"), at=at or timezone.now(), values=saved)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(version)  # type: ignore[index]
    return STALE
