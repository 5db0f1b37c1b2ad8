"""Courses and sessions, and entering what came of bookings."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.saving import done_or_said, saved_or_shown
from partnerships.directory.selectors import agencies_present
from partnerships.training.forms import COLUMNS, SECTOR_LINES, CountsForm, CourseForm, SessionForm
from partnerships.training.models import MEASURES, Session
from partnerships.training.policies import can_call_off, can_count, can_plan_again, can_take_back
from partnerships.training.selectors import (
    Place,
    amounts_of,
    courses_of,
    places_of,
    sessions_of,
)
from partnerships.training.services import (
    course_add,
    course_change,
    session_add,
    session_call_off,
    session_change,
    session_counts_save,
    session_plan_again,
    session_take_back,
)
from partnerships.training.tally import tally
from partnerships.training.views.pages import ManagePage, TrainingPage
from safeguarding.lib.refusal import show_both

COURSE_FIELDS = ("title", "level", "audience", "reach", "provider", "agency", "area")
SESSION_FIELDS = ("starts_on", "ends_on", "runs", "mode", "places", "only_for")


class CourseList(TrainingPage):
    """The programme."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List it."""
        return self.page("training/courses.html", courses=list(courses_of(self.partnership)), manages=self.manages)


class CourseAdd(ManagePage):
    """Put a course in the programme."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("training/course.html", form=CourseForm(partnership=self.partnership), course=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form = CourseForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "training/course.html", form, self.kept, course=None)

    def kept(self, said: dict[str, Any]) -> HttpResponse:
        """Add the course."""
        fields = {name: said[name] for name in COURSE_FIELDS}
        made = course_add(by=self.person, partnership=self.partnership, **fields)
        messages.success(self.request, f"{made} is in the programme.")
        return redirect("training_courses", self.partnership.slug)


class CourseEdit(ManagePage):
    """Change a course."""

    def get(self, request: HttpRequest, course: str) -> HttpResponse:
        """Show it as it stands."""
        row = get_object_or_404(courses_of(self.partnership), slug=course)
        initial = {name: getattr(row, name) for name in (*COURSE_FIELDS, "version")}
        initial["area"] = row.area.code if row.area else ""
        form = CourseForm(partnership=self.partnership, initial=initial)
        return self.page("training/course.html", form=form, course=row)

    def post(self, request: HttpRequest, course: str) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(courses_of(self.partnership), slug=course)
        form = CourseForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            fields = {name: said[name] for name in COURSE_FIELDS}
            course_change(by=self.person, course=row, version=said["version"] or 0, **fields)
            return redirect("training_courses", self.partnership.slug)

        def overtaken() -> None:
            saved = {"Name of the course": row.title, "Level": row.get_level_display(), "Who it is for": row.audience}
            show_both(form, by=row.updated_by, at=row.updated_at, version=row.version, saved=saved)

        return saved_or_shown(self, "training/course.html", form, save, overtaken, course=row)


class SessionList(TrainingPage):
    """The sessions of a year."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them with what came of their bookings."""
        period, periods = self.chosen_period()
        rows = sessions_of(self.partnership).between(period.start, period.end)  # type: ignore[attr-defined]
        sessions = [(row, tally(row.counts.all())) for row in rows]
        return self.page(
            "training/sessions.html", sessions=sessions, periods=periods, shown=period, manages=self.manages
        )


class SessionAdd(ManagePage):
    """Put a session in the programme."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        initial = {"course": request.GET.get("course")}
        form = SessionForm(partnership=self.partnership, initial=initial)
        return self.page("training/session_form.html", form=form, session=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form = SessionForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "training/session_form.html", form, self.kept, session=None)

    def kept(self, said: dict[str, Any]) -> HttpResponse:
        """Add the session."""
        fields = {name: said[name] for name in SESSION_FIELDS}
        made = session_add(by=self.person, course=said["course"], **fields)
        return redirect("training_session", self.partnership.slug, made.pk)


class _OfSession(TrainingPage):
    """A page about one session."""

    def session(self, pk: int) -> Session:
        """Return the session or 404."""
        return get_object_or_404(sessions_of(self.partnership), pk=pk)


class SessionDetail(_OfSession):
    """One session and its counts."""

    def get(self, request: HttpRequest, session: int) -> HttpResponse:
        """Show it."""
        row = self.session(session)
        return self.page(
            "training/session.html",
            session=row,
            counts=list(row.counts.all()),
            tally=tally(row.counts.all()),
            places=places_of(self.partnership),
            amounts=list(amounts_of(self.partnership).filter(session=row)),
            manages=self.manages,
            counts_now=self.manages and can_count(row),
            calls_off=self.manages and can_call_off(row),
            takes_back=self.manages and can_take_back(row),
            plans_again=self.manages and can_plan_again(row),
        )


class SessionEdit(_OfSession, ManagePage):
    """Change a session's days, mode and places."""

    permission = ManagePage.permission

    def get(self, request: HttpRequest, session: int) -> HttpResponse:
        """Show it as it stands."""
        row = self.session(session)
        initial = {name: getattr(row, name) for name in (*SESSION_FIELDS, "course", "version")}
        form = SessionForm(partnership=self.partnership, initial=initial)
        return self.page("training/session_form.html", form=form, session=row)

    def post(self, request: HttpRequest, session: int) -> HttpResponse:
        """Save it."""
        row = self.session(session)
        form = SessionForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            fields = {name: said[name] for name in (*SESSION_FIELDS, "course")}
            session_change(by=self.person, session=row, version=said["version"] or 0, **fields)
            return redirect("training_session", self.partnership.slug, row.pk)

        def overtaken() -> None:
            saved = {"Date": row.when, "How people take part": row.get_mode_display(), "Places": str(row.places or "")}
            show_both(form, by=row.updated_by, at=row.updated_at, version=row.version, saved=saved)

        return saved_or_shown(self, "training/session_form.html", form, save, overtaken, session=row)


class SectorCounts(_OfSession, ManagePage):
    """Enter what came of the bookings of every sector of one place."""

    permission = ManagePage.permission
    by_agency = False

    def get(self, request: HttpRequest, session: int, place: str) -> HttpResponse:
        """Show the boxes."""
        row, chosen = self.session(session), self.place(place)
        form = self.form(row, chosen, None)
        return self.page("training/counts.html", form=form, **self.around(row, chosen))

    def post(self, request: HttpRequest, session: int, place: str) -> HttpResponse:
        """Save all of them."""
        row, chosen = self.session(session), self.place(place)
        form = self.form(row, chosen, request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            session_counts_save(
                by=self.person,
                session=row,
                version=said["version"],
                reach=chosen.reach,
                area=chosen.area,
                rows=form.rows(),
            )
            messages.success(request, f"The counts of {chosen.name} are saved.")
            return redirect("training_session", self.partnership.slug, row.pk)

        def overtaken() -> None:
            saved = {str(count): _in_words(count) for count in row.counts.all()}
            show_both(form, by=row.updated_by, at=row.updated_at, version=row.version, saved=saved)

        return saved_or_shown(self, "training/counts.html", form, save, overtaken, **self.around(row, chosen))

    def place(self, code: str) -> Place:
        """Return the place of the address or 404."""
        found = next((place for place in places_of(self.partnership) if place.code == code), None)
        if found is None:
            raise Http404
        return found

    def form(self, row: Session, place: Place, data: Any) -> CountsForm:
        """Return the form with the counts as stored."""
        held = {self.key(count): count for count in row.counts.all() if count.place == place.code}
        numbers = {key: {name: getattr(count, name) for name in MEASURES} for key, count in held.items()}
        return CountsForm(data, lines=self.lines(), held=numbers, initial={"version": row.version})

    def key(self, count: Any) -> str:
        """Return the name of a count's line; agencies have lines of their own."""
        return f"agency-{count.agency_id}" if count.agency_id else str(count.sector)

    def lines(self) -> list[tuple[str, str, Any]]:
        """Return the lines of the form."""
        return SECTOR_LINES

    def around(self, row: Session, place: Place) -> dict[str, Any]:
        """Return what the page says beside the form."""
        places = places_of(self.partnership)
        return {"session": row, "place": place, "places": places, "by_agency": self.by_agency, "columns": COLUMNS}


class AgencyCounts(SectorCounts):
    """Enter what came of the bookings of named agencies of one place."""

    by_agency = True

    def lines(self) -> list[tuple[str, str, Any]]:
        """Return a line for every agency with a seat today."""
        return [(f"agency-{agency.pk}", agency.name, agency) for agency in agencies_present(self.partnership)]


class SessionMove(_OfSession, ManagePage):
    """A change of state with one button. POST only."""

    permission = ManagePage.permission
    move: Callable[..., Session]

    def post(self, request: HttpRequest, session: int) -> HttpResponse:
        """Move it, or say why not."""
        row = self.session(session)
        done_or_said(self, lambda: type(self).move(by=self.person, session=row))
        return redirect("training_session", self.partnership.slug, row.pk)


class SessionCallOff(SessionMove):
    """It will not take place."""

    move = staticmethod(session_call_off)


class SessionTakeBack(SessionMove):
    """It was counted by mistake and has not been held."""

    move = staticmethod(session_take_back)


class SessionPlanAgain(SessionMove):
    """It will take place after all."""

    move = staticmethod(session_plan_again)


def _in_words(count: Any) -> str:
    said = [(label, getattr(count, name)) for name, label in COLUMNS]
    return ", ".join(f"{label.lower()} {number}" for label, number in said if number is not None)
