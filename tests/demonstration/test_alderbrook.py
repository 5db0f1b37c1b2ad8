"""The invented partnership is always in the middle of its year."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from demonstration.alderbrook.figures import Calendar
from demonstration.alderbrook.last_year import published, year_before
from demonstration.alderbrook.loading import demo_load
from demonstration.founding import Founded
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import AuditEvent
from partnerships.evidence.kinds import KINDS
from partnerships.evidence.models import EvidenceBox
from partnerships.returns.models import Collection, Return
from partnerships.training.models import Compliance, Session
from reports.publishing.models import Edition
from reports.studio.models import Report
from safeguarding.lib.facts import Period
from tests.demonstration.conftest import MID_YEAR


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2026, 11, 21), "2026-27-q3"),
        (date(2026, 10, 1), "2026-27-q3"),
        (date(2026, 9, 30), "2025-26-q3"),
        (date(2027, 2, 3), "2026-27-q3"),
    ],
)
def test_the_open_quarter_is_the_latest_third_quarter_that_has_begun(today: date, quarter: str) -> None:
    assert Calendar(today).open_quarter == Period.parse(quarter)
    assert Calendar(today).open_quarter.start <= today


def test_past_quarters_are_accepted_and_the_last_one_has_late_agencies(alderbrook: Founded) -> None:
    calendar = Calendar(MID_YEAR)
    past = Return.objects.filter(
        collection__partnership=alderbrook.partnership, collection__end__lte=calendar.past[-1].end
    )
    assert Counter(row.status for row in past) == {Return.Status.ACCEPTED: 9 * 14}
    late = Return.objects.filter(
        collection__partnership=alderbrook.partnership, collection__token=calendar.late_quarter.token
    )
    assert Counter(row.status for row in late) == {
        Return.Status.ACCEPTED: 10, Return.Status.DRAFT: 2, Return.Status.SUBMITTED: 1, Return.Status.SENT_BACK: 1,
    }  # fmt: skip


def test_the_open_collection_is_due_soon_and_begun(alderbrook: Founded) -> None:
    collection = Collection.objects.of(alderbrook.partnership).get(token="2026-27-q3")
    assert collection.due_on > MID_YEAR
    assert Counter(row.status for row in collection.returns.all())[Return.Status.SUBMITTED] == 2


def test_loading_twice_keeps_one_partnership(alderbrook: Founded) -> None:
    again, loaded = demo_load(password=None, today=MID_YEAR)
    assert (again.partnership, loaded) == (alderbrook.partnership, False)


def test_a_board_manager_sees_what_is_late_first(alderbrook: Founded) -> None:
    client = Client()
    client.force_login(alderbrook.person(Role.BOARD_MANAGER))
    page = client.get("/p/alderbrook/").content.decode()
    assert "returns late: Quarterly scorecard, Q2 2026-27" in page
    assert page.index("returns late") < page.index("contributions are due")


def test_the_story_is_told_in_its_own_time(alderbrook: Founded) -> None:
    late = Collection.objects.of(alderbrook.partnership).get(token="2026-27-q2")
    handed_in = late.returns.exclude(first_submitted_at=None)
    assert handed_in.count() == 12
    assert all(timezone.localdate(row.first_submitted_at) < late.due_on for row in handed_in)
    events = AuditEvent.objects.of(alderbrook.partnership).order_by("number").values_list("at", flat=True)
    assert list(events) == sorted(events)


def test_every_kind_of_evidence_is_there_and_the_report_prints_what_it_chose(alderbrook: Founded) -> None:
    rows = list(EvidenceBox.objects.of(alderbrook.partnership))
    assert {row.kind for row in rows} == {kind.key for kind in KINDS}
    chosen = [
        slug
        for section in Report.objects.of(alderbrook.partnership).get().sections.all()
        for slug in section.config.get("boxes", ())
    ]
    assert len(chosen) == 9
    assert set(chosen) <= {row.slug for row in rows}


def test_its_report_can_be_built_as_it_stands(alderbrook: Founded, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    report = Report.objects.of(alderbrook.partnership).get()
    call_command("report_build", alderbrook.partnership.slug, report.slug, output=tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_its_training_season_has_sessions_answers_and_a_statement_to_accept(alderbrook: Founded) -> None:
    sessions = Session.objects.of(alderbrook.partnership)
    assert Counter(row.status for row in sessions) == {"held": 14, "planned": 2, "cancelled": 1}
    assert Compliance.objects.of(alderbrook.partnership).get(status="submitted").agency == alderbrook.agencies["police"]


def test_the_year_before_has_a_report_that_everybody_signed_and_any_reader_may_take(
    alderbrook: Founded, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    year = year_before(MID_YEAR)
    assert published(alderbrook, year=year)
    assert not published(alderbrook, year=year)
    call_command("demo_load")
    assert "already there" in capsys.readouterr().out
    edition = Edition.objects.get(report__partnership=alderbrook.partnership, report__period=year.token)
    assert (edition.number, edition.build.draft, edition.report.span.label) == (1, False, "2025-26")
    client = Client()
    client.force_login(alderbrook.person(Role.READER))
    page = client.get(f"/p/{alderbrook.partnership.slug}/editions/")
    assert "Annual report" in page.content.decode()
