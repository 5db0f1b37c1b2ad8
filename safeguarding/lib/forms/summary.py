"""The lines of the error summary at the top of a page with a form."""

from dataclasses import dataclass

from django.forms import BaseForm
from django.forms.boundfield import BoundField

from safeguarding.lib.forms.dates import DatePartsWidget
from safeguarding.lib.forms.render import wrong_parts


@dataclass(frozen=True)
class SummaryLine:
    """One line of the error summary; `target` is the id of the control it leads to, empty for the whole form."""

    text: str
    target: str


def error_lines(form: BaseForm) -> list[SummaryLine]:
    """Return every error in the order of the page, those of the whole form first. Any Django form will do."""
    lines = [SummaryLine(str(error), "") for error in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        lines += [SummaryLine(str(error), target_of(bound)) for error in bound.errors]
    return lines


def target_of(bound: BoundField) -> str:
    """Return the id of the control that a person mends: of a date, the first wrong box; of a hidden field, none."""
    if bound.is_hidden:
        return ""
    if isinstance(bound.field.widget, DatePartsWidget):
        return f"{bound.auto_id}-{wrong_parts(bound)[0]}"
    return str(bound.auto_id)
