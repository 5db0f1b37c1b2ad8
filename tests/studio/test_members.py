"""Members of the partnership, printed by their standing with what is dated about them."""

from datetime import date, timedelta

from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from partnerships.directory.models import Agency, OrganisationName, Succession
from reports.studio.assembly import gathered
from reports.studio.checks import Level
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import section_add
from tests.factories import AgencyFactory, AreaFactory, OrganisationFactory
from tests.studio.checking import findings, only
from tests.support.cast import Cast

START, END = date(2017, 4, 1), date(2018, 3, 31)  # the period of `report`


def printed(cast: Cast, report: Report) -> str:
    """Return how the block prints."""
    section_add(by=cast.manager, report=report, title="Members", block="members")
    content = gathered(reports_of(cast.a).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": False}
    return " ".join(render_to_string(section["template"], context).split())


def member(cast: Cast, name: str, standing: str, **said: object) -> Agency:
    """Return a new member of partnership A."""
    return AgencyFactory(partnership=cast.a, organisation=OrganisationFactory(name=name), standing=standing, **said)


def test_members_print_under_their_standing(cast: Cast, report: Report) -> None:
    member(cast, "Borough", Agency.Standing.PARTNER, title="Borough: children", area=AreaFactory(name="Eastside"))
    member(cast, "Homes for all", Agency.Standing.NAMED)
    words = printed(cast, report)
    places = [
        words.index(f">{heading}<") for heading in ("Safeguarding partners", "Relevant agencies", "Named organisations")
    ]
    assert places == sorted(places)
    assert "<li>Borough: children, for Eastside</li>" in words[places[0] : places[1]]
    assert f"<li>{cast.agency.name}</li>" in words[places[1] : places[2]]
    assert "<li>Homes for all</li>" in words[places[2] :]
    assert "Others who contribute" not in words
    assert "31 March 2018" in words


def test_who_came_and_went_is_dated_and_who_was_not_a_member_is_left_out(cast: Cast, report: Report) -> None:
    said = Agency.Standing.RELEVANT
    member(cast, "Newcomer", said, joined_on=date(2017, 6, 1))
    member(cast, "Leaver", said, left_on=date(2017, 9, 1))
    member(cast, "Stayer", said, left_on=END + timedelta(days=30))
    member(cast, "Gone before", said, left_on=START)
    member(cast, "Not yet there", said, joined_on=END + timedelta(days=1))
    words = printed(cast, report)
    assert "<li>Newcomer, since 1 June 2017</li>" in words
    assert "<li>Leaver, left on 1 September 2017</li>" in words
    assert "<li>Stayer</li>" in words
    assert "Gone before" not in words
    assert "Not yet there" not in words


def test_a_member_bears_the_name_of_that_time_and_says_from_whom_it_took_over(cast: Cast, report: Report) -> None:
    seat = member(cast, "Board of today", Agency.Standing.PARTNER)
    OrganisationName.objects.create(organisation=seat.organisation, name="Board of then", ends_on=date(2020, 1, 1))
    for name, day in (("Group before", date(2017, 7, 1)), ("Group afterwards", date(2019, 7, 1))):
        Succession.objects.create(
            predecessor=OrganisationFactory(name=name), successor=seat.organisation, kind="merger", on=day
        )
    words = printed(cast, report)
    assert "<li>Board of then; took over from Group before on 1 July 2017</li>" in words
    assert "Board of today" not in words
    assert "Group afterwards" not in words


def test_without_members_the_block_says_so_and_the_checklist_too(cast: Cast, report: Report) -> None:
    Agency.objects.of(cast.a).update(left_on=START)
    assert "No member of the partnership is recorded" in printed(cast, report)
    assert only(cast, report, "nothing_there").level is Level.ERROR


def test_more_members_ask_no_more_queries(cast: Cast, report: Report) -> None:
    section_add(by=cast.manager, report=report, title="Members", block="members")
    counts = []
    for round_ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            gathered(reports_of(cast.a).get(pk=report.pk))
        counts.append(len(asked))
        for number in range(5):
            member(cast, f"Member {round_} {number}", Agency.Standing.RELEVANT, area=AreaFactory())
    assert counts[0] == counts[1]
    assert findings(cast, report, "nothing_there") == []
