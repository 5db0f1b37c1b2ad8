"""What the directory's pages share: answering a refused or overtaken form."""

from http import HTTPStatus

from django.db import models

from partnerships.directory.selectors.audit import last_change_of
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, first_words

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
STALE = HTTPStatus.CONFLICT


def refuse(form: GovUKForm, error: NotAllowed) -> None:
    """Put the words of a refusal beside the field its code names, or above the form."""
    code = getattr(error, "code", "") or ""
    form.add_error(code if code in form.fields else None, first_words(error))


def show_both(form: GovUKForm, row: models.Model, saved: dict[str, str]) -> None:
    """Show what somebody else saved beside the person's own words, and let the next save count from there."""
    change = last_change_of(row)
    form.add_stale_error(by=change.actor_name, at=change.at, values=saved)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(row.version)  # type: ignore[index,attr-defined]
