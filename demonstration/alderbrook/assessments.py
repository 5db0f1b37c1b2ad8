"""Self-assessment of the invented partnership: section 11 last year and this year, and a board round that is closed."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from demonstration.founding import Founded
from partnerships.assessments.entries import RoundPlan, Said, Second
from partnerships.assessments.models import Remark, Response, Round, Statement, Tool
from partnerships.assessments.services import (
    answers_save,
    ballot_cast,
    evidence_add,
    moderation_save,
    pledge_begin,
    pledge_save,
    pledge_sign,
    remark_release,
    response_agree,
    response_hand_in,
    response_moderated,
    round_close,
    round_open,
    survey_save,
    tool_adopt,
)
from partnerships.assessments.signatories import offices_of
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from safeguarding.lib.facts import Period

# Scores of each agency last year by turns over the statements, and how far it is this year.
LAST_YEAR = {
    "childrens-services": (3, 3, 3, 3, 3, 3, 2, 3, 3, 3, 3, 3),
    "police": (3, 3, 3, 2, 3, 3, 3, 3, 3, 3, 1, 3),
    "hospitals": (3, 3, 3, 3, 3, 3, 3, 3, 2, 3, 3, 3),
    "probation": (3, 3, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3),
    "voluntary": (2, 3, 3, 3, 1, 3, 3, 3, 3, 2, 3, 3),
}
THIS_YEAR = {"police": (3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 3), "hospitals": (3, 3, 3, 3, 3, 2, 3, 3, 3, 3, 3, 3)}
IMPROVEMENTS = (
    "Ask the youth council how it should be done, and do it",
    "Check it in the spring audit and report to the board",
    "Train the remaining staff by the end of the year",
)
COMMENTS = (
    "In place since the spring; the last audit found no gap.",
    "In place in most teams. Two teams begin this quarter.",
    "Reported to the board in June, which asked for figures by area.",
)
REMARKS = (
    "The yearly plan is clear. Few of us could say what became of last year's.",
    "",
    "Last year's report told us what was done, not whether it helped.",
    "We learn from reviews, but the learning comes a year late.",
    "Decisions are made, but not always followed up.",
    "The dashboard helps; it needs fewer figures.",
    "",
)


def load_past(founded: Founded, *, day: date) -> None:
    """Enter, on a day before this year's story begins, last year's round and the anonymous one about the board."""
    manager = founded.person(Role.BOARD_MANAGER)
    tool = tool_adopt(by=manager, partnership=founded.partnership, key="section-11")
    before = Period.financial_year(Period.snapshot(day).financial_year_start)
    last = _opened(founded, tool, "section-11-last-year", before, day)
    for slug, scores in LAST_YEAR.items():
        _answered(founded, last, slug, scores)
    _moderated(founded, last)
    round_close(by=manager, held=last)
    _board(founded, day, before)


def load(founded: Founded, *, today: date, year: Period) -> None:
    """Enter this year's round as far as it is, and Child Safeguarding Statements."""
    tool = Tool.objects.of(founded.partnership).get(slug="section-11")
    this = _opened(founded, tool, "section-11-this-year", year, today - timedelta(days=20))
    _evidence(founded, this)
    for slug, scores in THIS_YEAR.items():
        _answered(founded, this, slug, scores)
    _survey(founded, this)
    _pledges(founded, today)


def _opened(founded: Founded, tool: Tool, slug: str, period: Period, first: date) -> Round:
    agencies = [founded.agencies[slug] for slug in LAST_YEAR]
    plan = RoundPlan(
        title=f"Section 11 {period.label}",
        slug=slug,
        period=period,
        mode=Round.Mode.NAMED,
        opens_on=first,
        closes_on=first + timedelta(days=60),
        agencies=agencies,
        moderated=True,
    )
    return round_open(by=founded.person(Role.BOARD_MANAGER), tool=tool, plan=plan)


def _who(founded: Founded, slug: str) -> User:
    return founded.people.get(f"{Role.AGENCY_LEAD}:{slug}", founded.people[f"{Role.BOARD_MANAGER}::second"])


def _answered(founded: Founded, held: Round, slug: str, scores: tuple[int, ...]) -> Response:
    response = held.responses.select_related("round__tool").get(agency=founded.agencies[slug], site=None)
    statements = list(Statement.objects.filter(part__tool=held.tool_id))
    versions = dict(response.answers.values_list("statement_id", "version"))
    said = {row: _said(scores[at % len(scores)], at, versions.get(row.pk, 0)) for at, row in enumerate(statements)}
    by = _who(founded, slug)
    answers_save(by=by, response=response, said=said)
    return response_hand_in(by=by, response=response)


def _said(score: int, at: int, version: int) -> Said:
    return Said(
        state="scored",
        score=Decimal(score),
        comment=COMMENTS[at % len(COMMENTS)],
        improvement=IMPROVEMENTS[at % len(IMPROVEMENTS)] if score < 3 else "",
        version=version,
    )


def _moderated(founded: Founded, held: Round) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    for response in held.responses.select_related("round__tool", "agency"):
        answers = list(response.answers.select_related("statement").filter(score=3)[:2])
        second = Second(
            second_score=Decimal(2),
            challenge="No report to the governing body was seen.",
            agreed_score=Decimal(2),
        )
        moderation_save(by=manager, response=response, said=dict.fromkeys(answers[:1], second))
        response_agree(by=manager, response=response_moderated(by=manager, response=response))


def _evidence(founded: Founded, held: Round) -> None:
    """Let the lead of children's services have begun: a file, and the first statements confirmed."""
    lead, agency = _who(founded, "childrens-services"), founded.agencies["childrens-services"]
    upload = SimpleUploadedFile("supervision-policy.pdf", b"%PDF-1.4\n% An invented policy.\n%%EOF\n")
    file = evidence_add(by=lead, agency=agency, title="Supervision policy", upload=upload, expires_on=date(2027, 9, 30))
    response = held.responses.select_related("round__tool").get(agency=agency)
    rows = list(Statement.objects.filter(part__tool=held.tool_id)[:3])
    said = {
        row: Said(
            state="scored", score=Decimal(3), comment=COMMENTS[0], evidence=[file], changed="Nothing has changed."
        )
        for row in rows
    }
    answers_save(by=lead, response=response, said=said)


def _survey(founded: Founded, held: Round) -> None:
    rows = list(Statement.objects.filter(part__tool=held.tool_id)[:8])
    counts = {(row, Decimal(score)): people for row in rows for score, people in ((1, 6), (2, 21), (3, 14))}
    manager = founded.person(Role.BOARD_MANAGER)
    survey_save(by=manager, held=held, agency=founded.agencies["police"], counts=counts)


def _board(founded: Founded, day: date, period: Period) -> None:
    """Hold an anonymous round about the board; seven of ten answer."""
    manager, agencies = founded.person(Role.BOARD_MANAGER), list(founded.agencies.values())[:10]
    tool = tool_adopt(by=manager, partnership=founded.partnership, key="board-effectiveness")
    plan = RoundPlan(
        title=f"Board effectiveness {period.label}",
        slug="board-effectiveness",
        period=period,
        mode=Round.Mode.ANONYMOUS,
        opens_on=day,
        closes_on=day + timedelta(days=30),
        agencies=agencies,
    )
    held = round_open(by=manager, tool=tool, plan=plan)
    keys = list(Statement.objects.filter(part__tool=tool).values_list("pk", flat=True))
    for number, agency in enumerate(agencies[:7]):
        scores = {pk: Decimal((number * 3 + at) % 5 + 4) / 2 for at, pk in enumerate(keys)}
        comments = {keys[number]: REMARKS[number]}
        ballot_cast(held=held, agency=agency, scores=scores, comments=comments)
    round_close(by=manager, held=held)
    for remark in Remark.objects.filter(round=held)[:4]:  # the last one waits to be read
        remark_release(by=manager, remark=remark, text=remark.text)


def _pledges(founded: Founded, today: date) -> None:
    """Sign three statements: one in force, one due soon, one overdue."""
    for slug, days in (("childrens-services", 200), ("police", 690), ("voluntary", 800)):
        agency, by = founded.agencies[slug], _who(founded, slug)
        row = pledge_begin(by=by, agency=agency)
        response = Response.objects.filter(agency=agency, status=Response.Status.AGREED).first()
        signed = today - timedelta(days=days)
        pledge_save(
            by=by,
            pledge=row,
            version=0,
            response=response,
            risk_assessed_on=signed - timedelta(days=30),
            services="We meet children and families in their homes, in our buildings and online.",
            commitment="Every child is listened to, believed and kept safe, whoever they are.",
            risks="Staff alone with a child: two adults or an open door. Contact online: our own accounts only.",
            measures="Safer recruitment, a code of conduct, supervision, and a named lead people know.",
            displayed_on=signed + timedelta(days=7),
        )
        for office in offices_of(agency.organisation.kind):
            pledge_sign(by=by, pledge=row, office=office, on=signed)
