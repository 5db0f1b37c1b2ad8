"""One-call builders for self-assessment, through the services people use."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from partnerships.assessments.entries import RoundPlan, Said
from partnerships.assessments.models import Response, Round, SafeguardingStatement, Statement, Tool
from partnerships.assessments.services import (
    LevelSpec,
    PartSpec,
    PrintedStatistic,
    StatementSpec,
    answers_save,
    pledge_begin,
    pledge_save,
    pledge_sign,
    response_agree,
    response_hand_in,
    response_moderated,
    round_import,
    round_open,
    tool_create,
)
from partnerships.assessments.signatories import offices_of
from partnerships.directory.models import Agency, Partnership, User
from safeguarding.lib.facts import Period
from tests.factories import AgencyFactory, MembershipFactory, UserFactory
from tests.support.cast import Cast

RAG = (
    LevelSpec(value=Decimal(1), label="Red", colour="red", opens_action=True, meaning="Not in place."),
    LevelSpec(value=Decimal(2), label="Amber", colour="amber", opens_action=True),
    LevelSpec(value=Decimal(3), label="Green", colour="green"),
)


def tool_made(partnership: Partnership) -> Tool:
    """Return a tool of two parts, with two statements of one short title in the first."""
    first = [
        StatementSpec(
            short_title="Strategic plan", domain="Planning", text="The board publishes a plan.", slug="plan-1"
        ),
        StatementSpec(
            short_title="Strategic plan", domain="Planning", text="The plan rests on evidence.", slug="plan-2"
        ),
    ]
    second = [StatementSpec(short_title="Membership", text="Members have the skills the board needs.")]
    return tool_create(
        by=None,
        partnership=partnership,
        slug="board-effectiveness",
        title="Board effectiveness",
        levels={Decimal(1): "Poor", Decimal(2): "Adequate", Decimal(3): "Good", Decimal(4): "Outstanding"},
        parts=[PartSpec(title="Duties", statements=first), PartSpec(title="Enablers", statements=second)],
    )


def round_made(partnership: Partnership) -> Round:
    """Return an imported round; the last statement was not printed."""
    return round_import(
        by=None,
        tool=tool_made(partnership),
        slug="2018-19",
        title="Board effectiveness 2018-19",
        starts_on=date(2018, 4, 1),
        ends_on=date(2019, 3, 31),
        mode=Round.Mode.INDIVIDUAL,
        respondents=6,
        document="Annual report 2017-19",
        statistics=[
            PrintedStatistic(statement="plan-1", mode="3", mean=Decimal(3), range=Decimal(2), place="Appendix 3"),
            PrintedStatistic(
                statement="plan-2", mode="2/3", mean=Decimal("2.7"), range=Decimal("1.5"), place="Appendix 3"
            ),
        ],
    )


def rag_tool(partnership: Partnership, *, once: bool = False, live: bool = True, slug: str = "standards") -> Tool:
    """Return a tool of one part: standard Lead (leader, reports) and standard Voice (asked)."""
    statements = [
        StatementSpec(short_title="Leader", domain="Lead", text="Somebody leads.", slug="leader", once=once),
        StatementSpec(
            short_title="Reports",
            domain="Lead",
            text="It is reported.",
            slug="reports",
            descriptors={Decimal(3): "Yearly."},
        ),
        StatementSpec(short_title="Asked", domain="Voice", text="Children are asked.", slug="asked"),
    ]
    return tool_create(
        by=None,
        partnership=partnership,
        slug=slug,
        title="Our standards",
        levels=RAG,
        parts=[PartSpec(title="All", statements=statements, guidance={"Lead": "At the top."})],
        live=live,
    )


def plan(title: str = "Standards 2025/26", *, year: int = 2025, mode: str = "named", **fields: object) -> RoundPlan:
    """Return a round open since yesterday for a month."""
    today = timezone.localdate()
    said = {"opens_on": today - timedelta(days=1), "closes_on": today + timedelta(days=30), **fields}
    return RoundPlan(title=title, period=Period.financial_year(year), mode=mode, **said)  # type: ignore[arg-type]


def named_round(cast: Cast, tool: Tool | None = None, **fields: object) -> Round:
    """Return an open, named round that asks both agencies."""
    agencies = fields.pop("agencies", [cast.agency, cast.other_agency])
    return round_open(by=cast.manager, tool=tool or rag_tool(cast.a), plan=plan(agencies=agencies, **fields))


def response_of(held: Round, agency: Agency) -> Response:
    """Return the agency's own response."""
    return held.responses.select_related("round__tool", "agency__organisation").get(agency=agency, site=None)


def said(score: object, **fields: object) -> Said:
    """Return a scored answer; a low one says what will be done."""
    improvement = "We will." if Decimal(str(score)) < 3 else ""
    return Said(state="scored", score=Decimal(str(score)), **{"improvement": improvement, **fields})  # type: ignore[arg-type]


def statement_of(held: Round, slug: str) -> Statement:
    """Return a statement of the round's tool."""
    return Statement.objects.select_related("part").get(part__tool=held.tool_id, slug=slug)


def answered(by: User, response: Response, **scores: object) -> Response:
    """Save scores by the slug of their statement; `leader=3, reports=2`."""
    held = response.round
    answers_save(
        by=by, response=response, said={statement_of(held, slug): said(score) for slug, score in scores.items()}
    )
    return response


def handed_in(by: User, response: Response, **scores: object) -> Response:
    """Answer everything and hand it in."""
    answered(by, response, **{"leader": 3, "reports": 3, "asked": 3, **scores})
    return response_hand_in(by=by, response=response)


def agreed(cast: Cast, response: Response, by: User, **scores: object) -> Response:
    """Return a response that went all the way."""
    row = handed_in(by, response, **scores)
    if row.round.moderated:
        row = response_moderated(by=cast.manager, response=row)
    return response_agree(by=cast.manager, response=row)


def electorate(cast: Cast, count: int) -> list[tuple[Agency, User]]:
    """Return that many agencies with a lead each."""
    made = []
    for number in range(1, count + 1):
        agency = AgencyFactory(partnership=cast.a, title=f"Agency {number}", slug=f"agency-{number}")
        lead = UserFactory(name=f"Lead {number}", email=f"lead.{number}@example.org")
        MembershipFactory(user=lead, partnership=cast.a, role="agency_lead", agency=agency)
        made.append((agency, lead))
    return made


def pledge_made(by: User, response: Response, *, signed: date | None = None) -> SafeguardingStatement:
    """Return a statement resting on a handed-in response, signed by every office when a day is given."""
    agency = response.agency
    assert agency is not None
    made = pledge_begin(by=by, agency=agency)
    words = {"services": "We run schools.", "commitment": "We listen.", "risks": "Lone work; two adults are there."}
    made = pledge_save(
        by=by, pledge=made, version=0, response=response, risk_assessed_on=timezone.localdate(), measures="", **words
    )
    for office in offices_of(agency.organisation.kind) if signed else ():
        pledge_sign(by=by, pledge=made, office=office, on=signed)  # type: ignore[arg-type]
    return made
