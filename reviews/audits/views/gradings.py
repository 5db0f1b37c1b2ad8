"""What was graded, and entering the grades of a round."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from reviews.audits.forms import GradingForm, RoundForm
from reviews.audits.models import Audit, Grading, Round
from reviews.audits.services import grading_add, grading_remove, grading_round_save
from reviews.audits.views.base import KeepPage

NEW = 0  # the number of a round that is not there yet


class GradingAdd(KeepPage):
    """Say what was graded and on which scale."""

    def get(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Show the form."""
        return self.form_page(GradingForm(partnership=self.partnership), **self.words(self.kept(audit)))

    def post(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Add it."""
        row = self.kept(audit)
        form = GradingForm(request.POST, partnership=self.partnership)

        def save() -> HttpResponse:
            made = grading_add(by=self.person, audit=row, **form.cleaned_data)
            return self.back(row, f"“{made}” is added. Enter the grades now.")

        return self.saved_or_shown(form, save, **self.words(row))

    def words(self, row: Audit) -> dict[str, Any]:
        """Return what stands around the form."""
        return {"audit": row, "heading": "Add what was graded", "button_words": "Add"}


class _OfGrading(KeepPage):
    def grading(self, audit: str, slug: str) -> tuple[Audit, Grading]:
        """Return a grading of an audit this person keeps, or 404."""
        row = self.kept(audit)
        found = next((one for one in row.gradings.all() if one.slug == slug), None)
        if found is None:
            raise Http404
        return row, found


class GradingRemove(_OfGrading):
    """Take a grading out with its rounds. POST only."""

    permission = KeepPage.permission

    def post(self, request: HttpRequest, audit: str, grading: str) -> HttpResponse:
        """Remove it."""
        row, found = self.grading(audit, grading)
        grading_remove(by=self.person, grading=found)
        return self.back(row, f"“{found.title}” is taken out.")


class Grades(_OfGrading):
    """The grades of one round; number 0 is a new one."""

    permission = KeepPage.permission

    def get(self, request: HttpRequest, audit: str, grading: str, number: int) -> HttpResponse:
        """Show the boxes."""
        row, found = self.grading(audit, grading)
        one = self.round(found, number)
        return self.form_page(self.form(found, one), **self.words(row, found))

    def post(self, request: HttpRequest, audit: str, grading: str, number: int) -> HttpResponse:
        """Save them."""
        row, found = self.grading(audit, grading)
        one = self.round(found, number)
        form = self.form(found, one, request.POST)

        def save() -> HttpResponse:
            saved = grading_round_save(
                by=self.person,
                grading=found,
                version=form.cleaned_data["version"],
                held_on=form.cleaned_data["held_on"],
                known=form.cleaned_data["known"],
                values=form.values(),
                number=number,
            )
            return self.back(row, f"The grades of {saved} are saved.")

        def overtaken() -> dict[str, Any]:
            _, now = self.grading(audit, grading)
            said = {
                str(each): ", ".join(f"{g.position}: {g.value}" for g in each.grades.all()) for each in now.rounds.all()
            }
            return {"by": None, "at": None, "version": now.version, "saved": said}

        return self.saved_or_shown(form, save, overtaken, **self.words(row, found))

    def round(self, grading: Grading, number: int) -> Round | None:
        """Return the round asked for, None for a new one, or 404."""
        if number == NEW:
            return None
        found = next((one for one in grading.rounds.all() if one.number == number), None)
        if found is None:
            raise Http404
        return found

    def form(self, grading: Grading, one: Round | None, data: Any = None) -> RoundForm:
        """Return the form with what is stored."""
        held = {grade.position: grade.value for grade in one.grades.all()} if one else {}
        initial: dict[str, Any] = {"version": grading.version}
        if one:
            initial |= {"held_on": one.held_on, "known": one.known}
        return RoundForm(data, grading=grading, held=held, initial=initial)

    def words(self, row: Audit, grading: Grading) -> dict[str, Any]:
        """Return what stands around the form."""
        return {"audit": row, "heading": f"Grades: {grading.title}", "button_words": "Save the grades"}
