"""The reviews of the reference reports as public records: entered through the services, printed in a report."""

import pytest
from django.template.loader import render_to_string

from demonstration.data import toml
from demonstration.founding import Founded
from demonstration.reviews import reviews_load
from partnerships.directory.models import Partnership
from reports.studio import providers
from reports.studio.assembly import gathered
from reports.studio.models import Report
from reports.studio.services import report_create, section_add
from reviews.cases.models import Case, Kind
from reviews.cases.selectors.records import Released, records_released
from safeguarding.lib.facts import Period
from safeguarding.lib.identifiers import identifiers_in
from tests.factories import AgencyFactory, MembershipFactory, PartnershipFactory, UserFactory

FOLDERS = ("chscp-2021-22", "southend-2017-19", "havering-2012-13")
ADDRESSED = ("hackney-children", "hackney-education", "homerton", "nhs-nel")


def entered(folder: str) -> Founded:
    """Return a partnership that holds only the reviews of a report and the agencies they are addressed to."""
    partnership = PartnershipFactory(slug=f"only-{folder}")
    founded = Founded(partnership)
    for slug in ADDRESSED:
        founded.agencies[slug] = AgencyFactory(partnership=partnership, slug=slug)
    if folder != "southend-2017-19":  # the others' own files of agencies name the first coordinator
        founded.people["case_coordinator:"] = UserFactory(name="Coordinator")
        MembershipFactory(user=founded.people["case_coordinator:"], partnership=partnership, role="case_coordinator")
    reviews_load(founded, folder)
    return founded


@pytest.fixture
def chscp(db: None) -> Founded:
    """Return the reviews of City and Hackney 2021-22."""
    return entered("chscp-2021-22")


def record(partnership: Partnership, title: str) -> Released:
    return next(one for one in records_released(partnership) if one.title == title)


def printed(founded: Founded, block: str, period: Period, **config: object) -> str:
    by = UserFactory(name="Author")
    MembershipFactory(user=by, partnership=founded.partnership, role="board_manager")
    report = report_create(by=by, partnership=founded.partnership, slug=f"r{by.pk}", title="Report", period=period)
    section_add(by=by, report=report, title="Reviews", block=block, config=config)
    content = gathered(report)
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": False}
    return " ".join(render_to_string(section["template"], context).split())


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_name_address_or_birth_date_is_in_the_data(folder: str) -> None:
    assert identifiers_in(str(toml(folder, "reviews")["reviews"])) == []


def test_the_six_reviews_of_city_and_hackney_are_there_as_the_report_counts_them(chscp: Founded) -> None:
    titles = {one.title for one in records_released(chscp.partnership)}
    assert titles >= {"Baby Z", "Child B", "Child I", "Child R", "Child Q", "Child C", "Child C: update after a year"}
    counted = {
        one.title: (
            one.content["stated"]["findings"],
            len(one.content["findings"]),
            one.content["stated"]["recommendations"],
        )
        for one in records_released(chscp.partnership)
    }
    assert counted["Child B"] == (6, 5, 9)
    assert counted["Child I"] == (3, 3, None)
    assert counted["Child R"] == (6, 6, 7)
    assert counted["Child Q"] == (8, 8, 14)
    assert counted["Child C"] == (9, 9, None)
    assert len(record(chscp.partnership, "Baby Z").content["recommendations"]) == 6
    assert [
        len(record(chscp.partnership, title).content["impacts"]) for title in ("Child B", "Child I", "Child R")
    ] == [9, 6, 5]
    assert record(chscp.partnership, "Child Q").content["findings"][0]["tone"] == "positive"


def test_the_figures_of_city_and_hackney_are_the_printed_ones(chscp: Founded) -> None:
    printed_by_the_source = {
        "notification.count": 2,
        "rapid-review.count": 1,
        "scr.published": 2,
        "lcspr.published": 2,
        "lcspr.decided": 0,
        "lcspr.under-way": 0,
        "other.count": 2,
    }
    keys = {part: f"cases/{part}?period=2021-22" for part in printed_by_the_source}
    found = providers.resolve(chscp.partnership, keys.values())
    assert {part: int(found[key].value) for part, key in keys.items()} == printed_by_the_source


def test_the_sections_of_city_and_hackney_print(chscp: Founded) -> None:
    words = printed(chscp, "case_reviews", Period.financial_year(2021), which="published")
    order = [words.index(f"<h3>{title}") for title in ("Child B", "Child I", "Child C: update", "Child R", "Child Q")]
    assert order == sorted(order)
    for said in (
        "Serious case review (legacy), published April 2021",
        "The review says it has",
        "The national panel doubted whether the case met the criteria",
        "following up Child C",
        "<li>Alternative provision</li>",
        "<strong>Done by another way</strong> (31 December 2021): Aligning the gradings proved impractical.",
        "for practitioners: 133 people reached",
    ):
        assert said in words, said
    assert "Child C</h3>" not in words  # published the year before
    progress = printed(chscp, "case_progress", Period.financial_year(2021))
    assert "Child C: update after a year, recommendation 5" in progress


def test_the_reviews_of_southend_are_counted_and_printed(southend: Founded) -> None:
    period = Report.objects.of(southend.partnership).get().span
    keys = [
        f"cases/{part}?period={period.token}"
        for part in ("scr.count", "lcspr.started", "rapid-review.count", "lcspr.under-way")
    ]
    found = providers.resolve(southend.partnership, keys)
    assert [int(found[key].value) for key in keys] == [1, 2, 1, 2]
    led = Case.objects.of(southend.partnership).exclude(lead_board="").get()
    assert led.kind == Kind.LCSPR  # taken part in, but counted by the board that leads it
    content = gathered(Report.objects.of(southend.partnership).select_related("partnership__area").get())
    sections = {part["id"]: part for part in content.content["sections"]}
    assert len(sections["reviews-described"]["data"]["reviews"]) == 6
    assert sections["leder-review"]["data"]["reviews"][0]["kind_words"] == "LeDeR review"
    assert [key for key in content.missing if key.startswith("cases/")] == []


def test_the_case_review_group_of_havering_prints(db: None) -> None:
    havering = entered("havering-2012-13")
    words = printed(havering, "case_reviews", Period.financial_year(2012), which="all")
    for said in ("Child E", "Child F", "the report does not say which", "Foundation course on the systems method"):
        assert said in words
    assert Case.objects.of(havering.partnership).filter(kind=Kind.SCR).count() == 2
