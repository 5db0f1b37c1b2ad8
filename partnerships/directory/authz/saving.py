"""What pages with one form or one button share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from partnerships.directory.authz.views import PartnershipView
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.refusal import STALE, WRONG, refuse
from safeguarding.lib.workflow import NotAllowed, Overtaken, first_words


def saved_or_shown(
    view: PartnershipView,
    template: str,
    form: GovUKForm,
    save: Callable[[dict[str, Any]], HttpResponse],
    overtaken: Callable[[], object] | None = None,
    /,
    **context: Any,
) -> HttpResponse:
    """Call `save` with what was entered and answer with its response, or show the form with what is wrong.

    `overtaken` puts what somebody else saved meanwhile into the form.
    """
    status = int(WRONG)
    if form.is_valid():
        try:
            return save(form.cleaned_data)
        except Overtaken as error:
            status = int(STALE)
            if overtaken:
                overtaken()
            else:
                refuse(form, error)
        except NotAllowed as error:
            refuse(form, error)
    return view.page(template, status, form=form, **context)


def done_or_said(view: PartnershipView, do: Callable[[], object], done: str = "") -> None:
    """Do what one button asks for and say that it is done, or say on the next page why not."""
    try:
        do()
    except NotAllowed as error:
        messages.error(view.request, first_words(error))
        return
    if done:
        messages.success(view.request, done)
