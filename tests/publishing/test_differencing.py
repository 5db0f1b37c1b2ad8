"""A reader with two editions: what one leaves out must not follow from the other."""

import pytest

from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.roles import Role
from reports.publishing.disclosing import edition_name
from reports.publishing.models import Build, Edition
from reports.publishing.services.claims import build_request
from reports.publishing.services.editions import edition_publish
from reports.publishing.services.running import build_run
from reports.studio import providers
from reports.studio.assembly import gathered
from reports.studio.models import Report
from reports.studio.services import report_create, report_put_up, report_sign, section_add, slot_add
from safeguarding.lib.facts import Disclosure, Period, total
from safeguarding.lib.workflow import NotAllowed
from tests.publishing.protected import control_of
from tests.studio.figures import Figures
from tests.studio.samples import checks_answered
from tests.support.cast import Cast

QUARTERS = {f"returns/x?period=2017-18-q{number}": value for number, value in ((1, 12), (2, 9), (3, 30), (4, 3))}
YEAR = "returns/x?period=2017-18"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """Return a room with four quarters, the last of them small, and their year."""
    made = Figures()
    for key, value in QUARTERS.items():
        made.add(key, value, "Children seen", disclosure=Disclosure.SMALL_NUMBERS)
    made.facts[YEAR] = total(key=YEAR, label="Children seen", parts=[made.facts[key] for key in QUARTERS])
    monkeypatch.setattr(providers, "PROVIDERS", (made.provider(),))
    return made


def report_of(cast: Cast, slug: str, keys: list[str]) -> Report:
    """Return a report that prints these figures in its words."""
    report = report_create(
        by=cast.manager, partnership=cast.a, slug=slug, title=slug.title(), period=Period.financial_year(2017)
    )
    body = "".join(f"<p>Seen: [[{key}]].</p>" for key in keys)
    section_add(by=cast.manager, report=report, title="Figures", block="narrative", body=body)
    section_add(by=cast.manager, report=report, title="Sources", block="source_annex", numbering="appendix")
    slot_add(by=cast.manager, report=report, title="Independent chair", role=Role.CHAIR)
    return report


def signed_build(cast: Cast, report: Report) -> Build:
    """Have the report signed and built."""
    checks_answered(cast, report)
    report_put_up(by=cast.manager, report=report)
    report.refresh_from_db()
    checks_answered(cast, report)
    report_sign(access=access_of(cast.chair, cast.a), slot=report.slots.get(), digest=gathered(report).digest)
    build = build_run(build_id=build_request(by=cast.manager, report=report).pk, worker="one")
    assert build
    assert build.failure == ""
    return Build.objects.get(pk=build.pk)


def published(cast: Cast, report: Report) -> Edition:
    """Have the report signed, built and published."""
    return edition_publish(by=cast.manager, build=signed_build(cast, report))


def test_the_year_is_hidden_when_three_quarters_were_published_and_the_fourth_is_small(
    cast: Cast, room: Figures
) -> None:
    yearly = report_of(cast, "yearly", [YEAR])
    assert control_of(yearly).outcome.hidden == {}, "nobody knows the quarters yet"
    edition = published(cast, report_of(cast, "in-year", list(QUARTERS)[:3]))
    control = control_of(yearly)
    found = control.outcome.hidden[YEAR]
    assert (found.cause.value, found.editions) == ("differencing", (edition_name(edition),))
    assert control.passed
    assert control.earlier == ["In-Year 2017-18, edition 1"]


def test_a_build_made_before_another_edition_was_published_is_not_published(cast: Cast, room: Figures) -> None:
    yearly, quarterly = report_of(cast, "yearly", [YEAR]), report_of(cast, "in-year", list(QUARTERS)[:3])
    early = signed_build(cast, yearly)
    published(cast, quarterly)
    with pytest.raises(NotAllowed, match="another edition was published"):
        edition_publish(by=cast.manager, build=early)
    assert Edition.objects.count() == 1


def test_building_what_is_published_again_hides_the_same(cast: Cast, room: Figures) -> None:
    report = report_of(cast, "all", [*QUARTERS, YEAR])
    before = {key: one.cause.value for key, one in control_of(report).outcome.hidden.items()}
    assert before["returns/x?period=2017-18-q4"] == "small"
    assert len(before) == 2
    published(cast, report)
    after = control_of(report)
    assert set(after.outcome.hidden) == set(before)
    assert after.passed
