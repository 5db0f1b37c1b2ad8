"""The reference partnership holds what the published report prints, and says where the report contradicts itself."""

from decimal import Decimal

import pytest
from django.utils.text import slugify

from demonstration.data import figures, toml
from demonstration.founding import Founded
from demonstration.southend.loading import reference_load
from partnerships.directory.models import AuditEvent
from partnerships.directory.selectors import audit_chains_verified
from partnerships.returns.models import Observation, ObservationVersion, Return
from reports.studio.assembly import gathered, report_gather
from reports.studio.checklist import checklist_of
from reports.studio.models import Report
from reports.studio.providers import resolve
from safeguarding.lib.facts import Fact, FactKey, Period, Status

FOLDER = "southend-2017-19"


def _fact(founded: Founded, key: str) -> Fact:
    return resolve(founded.partnership, [key])[str(FactKey.parse(key))]


def _printed() -> list[tuple[str, str]]:
    """Return (fact key, text as printed) for every cell of the ten tables of sections 5.2 and 5.3."""
    cells = []
    for row in toml(FOLDER, "indicators")["indicators"]:
        for record in figures(FOLDER):
            fits = record["indicator"] == row["source"] and record["section"].startswith(f"{row['section']} ")
            if not fits or any(record["breakdown"].get(name) != said for name, said in row.get("where", {}).items()):
                continue
            category = slugify(record["breakdown"].get(row.get("dimension", ""), ""))
            name = f"{row['slug']}.{category}" if category else row["slug"]
            year = Period.parse(record["breakdown"]["year"])
            when = f"at={year.end}" if row["measure"] == "stock" else f"period={year.token}"
            cells.append((f"returns/{name}?{when}", record["value"]))
    return cells


def test_every_cell_of_the_ten_tables_prints_what_the_source_prints(southend: Founded) -> None:
    cells = _printed()
    assert len(cells) == 117
    found = resolve(southend.partnership, [key for key, _ in cells])
    for key, printed in cells:
        fact = found[str(FactKey.parse(key))]
        if printed == "-":
            assert (fact.status, fact.value) == (Status.NOT_AVAILABLE, None), key
            assert "does not say" in fact.note
        else:
            assert fact.status is Status.VALUE, key
            assert Decimal(printed.replace(",", "")) == fact.value, key


def test_a_dash_and_a_printed_zero_are_different(southend: Founded) -> None:
    dash = _fact(southend, "returns/cin-need.not-stated?at=2016-03-31")
    zero = _fact(southend, "returns/cin-need.not-stated?at=2018-03-31")
    assert (dash.cell, zero.cell) == ("[x]", "0.0")


def test_the_accounts_add_up_to_the_printed_totals(southend: Founded) -> None:
    texts = {
        name: _fact(southend, f"governance/finance.{name}?basis=actual&period=2018-19").value
        for name in ("expenditure-total", "income-total", "balance")
    }
    assert abs(texts["expenditure-total"]) == Decimal("137755.83")
    assert abs(texts["income-total"]) == Decimal("140084.42")
    assert abs(texts["balance"]) == Decimal("2328.59")


@pytest.mark.parametrize(
    ("seat", "share"),
    [
        ("clinical-commissioning-group", "83"),
        ("designated-doctor", "67"),
        ("essex-police", "100"),
        ("lay-member", "17"),
        ("southend-university-hospital-foundation-trust", "50"),
    ],
)
def test_attendance_is_counted_over_the_six_meetings_held(southend: Founded, seat: str, share: str) -> None:
    fact = _fact(southend, f"governance/attendance.{seat}?period=2017-09-01..2019-03-31")
    assert fact.number is not None
    assert f"{fact.number:.0f}" == share


def test_self_assessment_keeps_ties_and_half_points_as_printed_and_marked_as_imported(southend: Founded) -> None:
    tie = _fact(southend, "assessments/board-effectiveness.case-reviews.mode?round=2018-19")
    half = _fact(southend, "assessments/board-effectiveness.risk.range?round=2018-19")
    assert (tie.text, half.text) == ("2/3", "1.5")
    assert tie.provenance.origin == "imported"


def test_figures_the_source_prints_twice_are_printed_once_and_listed_as_conflicts(southend: Founded) -> None:
    fact = _fact(southend, "returns/cla?at=2017-03-31")
    assert fact.text == "280"
    ours = Observation.objects.filter(of_return__collection__partnership=southend.partnership)
    kept = ours.filter(competing__isnull=False).values_list("indicator__slug", "competing__printed")
    assert sorted(kept) == [("cla", "282"), ("cla-ceased", "114")]


def test_every_figure_was_imported_accepted_and_names_its_place(southend: Founded) -> None:
    versions = ObservationVersion.objects.filter(observation__of_return__collection__partnership=southend.partnership)
    assert versions.exclude(origin="imported").count() == 0
    assert not versions.filter(place="").exists()
    returns = Return.objects.of(southend.partnership)
    assert {row.status for row in returns} == {Return.Status.ACCEPTED}
    assert all(row.submitted_by_id != row.accepted_by_id for row in returns)


def test_the_report_finds_every_figure_it_names(southend: Founded) -> None:
    report = Report.objects.of(southend.partnership).get()
    content = report_gather(report)
    assert content["missing"] == []
    assert len(content["facts"]) > 250
    assert {section["block"] for section in content["sections"]} >= {
        "attendance", "finance", "assessment_statistics", "contributions", "priorities", "glossary", "source_annex",
    }  # fmt: skip


def test_loading_again_changes_nothing(southend: Founded) -> None:
    before = AuditEvent.objects.count()
    again, loaded = reference_load(password=None)
    assert (again.partnership, loaded, AuditEvent.objects.count()) == (southend.partnership, False, before)


def test_the_audit_trail_of_the_load_holds(southend: Founded) -> None:
    assert [verdict for verdict in audit_chains_verified() if verdict.fault] == []


def test_the_checks_of_the_report_list_both_contradictions_of_the_source(southend: Founded) -> None:
    report = Report.objects.of(southend.partnership).get()
    found = [line.finding.text for line in checklist_of(gathered(report)).lines]
    assert [text for text in found if "282" in text and "280" in text]
    assert [text for text in found if "114" in text and "113" in text]
