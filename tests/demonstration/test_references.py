"""The reference partnerships hold every printed figure, print it, and say where the source contradicts itself."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db.models import QuerySet

from demonstration.data import figures, toml
from demonstration.founding import Founded
from demonstration.reference.cells import PrintedCell, amount_of, cells, text_of
from demonstration.reference.loading import CHSCP, HAVERING, reference_load
from partnerships.contributions.models import Contribution
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import AuditEvent
from partnerships.directory.selectors import audit_chains_verified
from partnerships.governance.models import Attendance, Seat
from partnerships.returns.models import ObservationVersion, Return
from reports.studio.assembly import Gathered, gathered
from reports.studio.checklist import checklist_of
from reports.studio.checks import Level
from reports.studio.models import Report
from reports.studio.providers import resolve
from reviews.audits.models import Audit
from safeguarding.lib.facts import Fact, FactKey, Status

BOTH = pytest.mark.parametrize("folder", [CHSCP, HAVERING])
# Figures of figures.json: held as cells and comparators of returns, printed twice, worked out, held elsewhere, left.
COUNTED = {
    CHSCP: {"cells": 362, "comparators": 2, "conflicts": 16, "same": 34, "computed": 0, "elsewhere": 268, "left": 13},
    HAVERING: {"cells": 125, "comparators": 9, "conflicts": 3, "same": 1, "computed": 13, "elsewhere": 37, "left": 49},
}

# Lists of points that are as long as the source's. Of three others (CS036, CS038, CS041) only a summary was read.
LISTED = [
    ("CS037", "child-protection-conferences", "change"),
    ("CS039", "strategy-discussions", "learning"),
    ("CS040", "strategy-discussions", "change"),
    ("CS042", "quality-of-referrals", "improvement"),
    ("CS043", "quality-of-referrals", "change"),
]


def _gathered(founded: Founded) -> Gathered:
    return gathered(Report.objects.of(founded.partnership).get())


def _fact(founded: Founded, key: str) -> Fact:
    return resolve(founded.partnership, [key])[str(FactKey.parse(key))]


def _said(folder: str) -> dict[str, list[str]]:
    """Return the figures of a reference by what the data file says became of them; a figure may only be in one."""
    described = toml(folder, "indicators")
    whole = {
        "cells": [cell.number for cell in cells(folder)],
        "comparators": [row["of"] for row in described["comparators"]],
        "conflicts": [row["of"] for row in described["conflicts"] if "of" in row],
        "same": list(described["same"]),
        "computed": described.get("computed", []),
        "elsewhere": [number for room in described["elsewhere"].values() for number in room],
        "left": [number for why in described["left"].values() for number in why],
    }
    return {name: [number for number in numbers if ":" not in number] for name, numbers in whole.items()}


@BOTH
def test_each_printed_figure_is_held_once_or_left_out_with_a_reason(folder: str) -> None:
    said = _said(folder)
    counted = Counter(number for numbers in said.values() for number in numbers)
    assert [number for number, times in counted.items() if times > 1] == []
    assert set(counted) == {record["id"] for record in figures(folder)}
    assert {name: len(numbers) for name, numbers in said.items()} == COUNTED[folder]


@BOTH
def test_every_cell_prints_what_the_source_prints(references: dict[str, Founded], folder: str) -> None:
    content = _gathered(references[folder])
    assert content.content["missing"] == []
    for cell in cells(folder):
        _check(content.facts[cell.key], folder, cell)


def _check(fact: Fact, folder: str, cell: PrintedCell) -> None:
    if cell.reason:
        assert (fact.value, fact.note) == (None, cell.reason), cell
        assert fact.status is (Status.NOT_COLLECTED if cell.meant == "not_collected" else Status.NOT_AVAILABLE)
    elif cell.row.get("kind") == "text":
        assert fact.value == text_of(folder, cell.number), cell
    else:
        assert fact.value == abs(amount_of(folder, cell.number)), cell
    assert fact.period.end == cell.period.end


@BOTH
def test_a_figure_printed_twice_alike_is_held_once(references: dict[str, Founded], folder: str) -> None:
    held = {cell.number: cell for cell in cells(folder)}
    found = resolve(references[folder].partnership, [cell.key for cell in held.values()])
    for again, first in toml(folder, "indicators")["same"].items():
        assert found[held[first].key].value == abs(amount_of(folder, again)), again


@BOTH
def test_the_checks_list_every_contradiction_of_the_source(references: dict[str, Founded], folder: str) -> None:
    found = [line.finding.text for line in checklist_of(_gathered(references[folder])).lines]
    for row in toml(folder, "indicators")["conflicts"]:
        assert any(f"{row['printed']} is printed in {row['where']}" in text for text in found), row


@BOTH
def test_the_report_has_no_error_on_its_checklist(references: dict[str, Founded], folder: str) -> None:
    lines = checklist_of(_gathered(references[folder])).lines
    assert [line.finding.text for line in lines if line.finding.level is Level.ERROR] == []


@BOTH
def test_every_figure_was_imported_accepted_by_another_and_names_its_place(
    references: dict[str, Founded], folder: str
) -> None:
    partnership = references[folder].partnership
    versions = ObservationVersion.objects.filter(observation__of_return__collection__partnership=partnership)
    assert versions.exclude(origin="imported").count() == versions.filter(place="").count() == 0
    returns = Return.objects.of(partnership)
    assert {row.status for row in returns} == {Return.Status.ACCEPTED}
    assert all(row.submitted_by_id != row.accepted_by_id for row in returns)


@BOTH
def test_loading_again_changes_nothing(references: dict[str, Founded], folder: str) -> None:
    before = AuditEvent.objects.count()
    again, loaded = reference_load(folder, password=None)
    assert (again.partnership, loaded) == (references[folder].partnership, False)
    assert AuditEvent.objects.count() == before


def test_the_audit_trails_of_the_loads_hold(references: dict[str, Founded]) -> None:
    assert [verdict for verdict in audit_chains_verified() if verdict.fault] == []


def test_shares_of_attendance_are_computed_and_agree_with_those_printed(references: dict[str, Founded]) -> None:
    founded, compared = references[CHSCP], 0
    for row in toml(CHSCP, "governance")["attendance"]:
        printed = {
            record["breakdown"]["organisation"]: record["value"]
            for record in figures(CHSCP)
            if record["section"] == row["section"] and record["unit"] == "%"
        }
        span = "2021-04-01..2022-04-30" if row["group"] == "executive" else "2021-22"
        seats = {seat.agency.slug: seat.slug for seat in _seats(founded, row["group"])}
        for organisation, agency in row["seats"].items():
            fact = _fact(founded, f"governance/attendance.{seats[agency]}?period={span}")
            assert fact.number is not None
            assert f"{fact.number:.0f}" == str(printed[organisation]), organisation
            compared += 1
    assert compared == 26
    assert Attendance.objects.filter(meeting__partnership=founded.partnership).count() == 104


def _seats(founded: Founded, group: str) -> QuerySet[Seat]:
    return Seat.objects.of(founded.partnership).filter(group__slug=group).select_related("agency")


@pytest.mark.parametrize(
    ("folder", "name", "printed"),
    [
        (CHSCP, "income-total", "347112"),
        (CHSCP, "expenditure-total", "344940"),
        (HAVERING, "income-total", "162301.00"),
    ],
)
def test_the_accounts_add_up_to_the_printed_totals(
    references: dict[str, Founded], folder: str, name: str, printed: str
) -> None:
    period = "2021-22" if folder == CHSCP else "2012-13"
    fact = _fact(references[folder], f"governance/finance.{name}?basis=actual&period={period}")
    assert fact.value == Decimal(printed)


def test_havering_claims_no_surplus_because_its_spending_is_not_printed_whole(references: dict[str, Founded]) -> None:
    balance = _fact(references[HAVERING], "governance/finance.balance?basis=actual&period=2012-13")
    assert (balance.status, balance.value) == (Status.NOT_AVAILABLE, None)
    parts = _gathered(references[HAVERING]).content["sections"]
    data = next(part["data"] for part in parts if part["block"] == "finance")
    assert data["missing"] == "the document does not print every line of the expenditure"
    assert [side["total_label"] for side in data["sides"]] == [
        "Printed lines of expenditure, added up", "Total income",
    ]  # fmt: skip


def test_the_one_off_grant_is_shown_and_not_added(references: dict[str, Founded]) -> None:
    accounts = next(part for part in _gathered(references[CHSCP]).content["sections"] if part["block"] == "finance")
    lines = [line for side in accounts["data"]["sides"] for group in side["categories"] for line in group["lines"]]
    assert [line["note"] for line in lines if not line["counts"]] == ["One-off"]
    assert "347,112" in accounts["data"]["note"]


def test_places_of_training_are_found_to_be_bookings(references: dict[str, Founded]) -> None:
    year = "period=2021-22"
    texts = {
        name: _fact(references[CHSCP], f"training/{name}?{year}").text for name in ("sessions", "attended", "booked")
    }
    assert texts == {"sessions": "47", "attended": "1,031", "booked": "1,451"}
    assert _fact(references[CHSCP], f"training/places?{year}").status is Status.NOT_AVAILABLE


def test_two_areas_of_one_partnership_keep_their_own_figures(references: dict[str, Founded]) -> None:
    city = _fact(references[CHSCP], "returns/contacts?agency=city-children&period=2021-22")
    hackney = _fact(references[CHSCP], "returns/contacts?agency=hackney-children&period=2021-22")
    together = _fact(references[CHSCP], "returns/contacts?period=2021-22")
    assert (city.number, hackney.number, together.number) == (551, 12313, 12864)
    places = [fact.geography.name for fact in (city, hackney, together) if fact.geography]
    assert places == ["City of London", "Hackney", "City of London and Hackney"]


def test_the_accounts_name_what_was_left_out_in_silence_and_who_pays_nothing(references: dict[str, Founded]) -> None:
    found = [
        line.finding for line in checklist_of(_gathered(references[CHSCP])).lines if line.finding.code == "balance"
    ]
    texts = " ".join(one.text for one in found)
    assert "omits “Project funding of the Department for Education” (£40,000.00)" in texts
    assert "City of London Police" in texts


def test_messages_for_ten_audiences_and_the_voices_come_out_of_boxes(references: dict[str, Founded]) -> None:
    sections = {part["id"]: part["data"] for part in _gathered(references[CHSCP]).content["sections"]}
    told = sections["what-you-need-to-know"]["boxes"]
    assert len(told) == 10
    assert {words for one in told for label, words in one["told"] if label == "For whom?"} >= {
        "Elected members", "Police officers and staff", "Local media",
    }  # fmt: skip
    assert all(one["details"]["changed"] for one in sections["you-said-we-did"]["boxes"])


def test_audits_print_the_grades_of_the_source_and_as_many_points_as_were_read(references: dict[str, Founded]) -> None:
    grades = {
        "children-missing-from-home-care-and-education.overall-quality-of-practice.1.good": "60%",
        "children-missing-from-home-care-and-education.visits-against-the-practice-standards.1.option-2": "40%",
        "children-missing-from-home-care-and-education.management-oversight.1.good": "70%",
        "private-fostering.overall-quality-of-practice.1.graded": "9",
        "private-fostering.overall-quality-of-practice.1.good": "100%",
        "work-of-the-designated-officer.decision-making.1.good": "100%",
    }
    for name, text in grades.items():
        fact = _fact(references[CHSCP], f"audits/grade.{name}")
        assert fact.text.replace(".0%", "%") == text, fact.label
    assert fact.period.label == "July 2022"
    audits = {one.slug: one for one in Audit.objects.of(references[CHSCP].partnership)}
    listed = {(kind, number): audits[slug].points.filter(kind=kind).count() for number, slug, kind in LISTED}
    assert listed == {(kind, number): amount_of(CHSCP, number) for number, _, kind in LISTED}


def test_an_area_prints_its_own_words_of_a_shared_text(references: dict[str, Founded]) -> None:
    sections = {part["id"]: part["data"] for part in _gathered(references[CHSCP]).content["sections"]}
    city, hackney = (sections[f"designated-officer-of-{area}"] for area in ("the-city", "hackney"))
    assert city["area"] == "City of London"
    assert hackney["area"] == ""
    assert "human resources" in city["body"]
    assert "human resources" not in hackney["body"]


def test_a_group_that_took_over_names_the_one_before(references: dict[str, Founded]) -> None:
    parts = _gathered(references[HAVERING]).content["sections"]
    structure = next(part["data"] for part in parts if part["block"] == "structure")
    below = {one["name"]: one for one in structure["groups"][0]["below"]}
    assert below["Quality and effectiveness working group"]["took_over_from"] == "Performance management working group"
    assert "Performance management working group" not in below  # it had ended


def test_working_groups_report_and_only_the_commissioner_wrote_the_statement(references: dict[str, Founded]) -> None:
    groups = Contribution.objects.of(references[HAVERING].partnership).filter(group__isnull=False)
    assert groups.count() == 5
    assert {one.status for one in groups} == {Contribution.Status.APPROVED}
    statement = Contribution.objects.of(references[CHSCP].partnership).get()
    chair = references[CHSCP].person(Role.CHAIR)
    assert {answer.updated_by for answer in statement.answers.all()} == {chair}


def test_the_requirements_of_the_commissioner_print_row_by_row_with_their_leads(references: dict[str, Founded]) -> None:
    parts = _gathered(references[HAVERING]).content["sections"]
    (told,) = next(part["data"]["respondents"] for part in parts if part["block"] == "assessment_answers")
    assert told["name"] == "NHS Havering Clinical Commissioning Group"
    assert [(row["title"], row["lead"], row["rated"]) for row in told["rows"]] == [
        ("Requirement 1.1", "Nurse director", "Not rated"),
        ("Requirement 2.1", "Chief operating officer", "Not rated"),
        ("Requirement 4.1", "Nurse director", "Not rated"),
        ("Requirement 5.2", "Nurse director", "Not rated"),
    ]
    assert all("not read into this record" in row["said"] for row in told["rows"])


def test_posts_say_how_much_there_is_and_what_is_vacant(references: dict[str, Founded]) -> None:
    parts = _gathered(references[HAVERING]).content["sections"]
    posts = next(part["data"]["posts"] for part in parts if part["block"] == "posts")
    assert len(posts) == 15
    doctor = next(one for one in posts if one["title"] == "Designated doctor for safeguarding")
    assert doctor["needs_somebody"]
