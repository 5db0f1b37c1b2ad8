"""manage.py report_build: the same build in the foreground."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.publishing.models import Build, Stage
from reports.publishing.services import running
from reports.studio.models import Report
from safeguarding.lib.pdf import verify_pdf
from tests.publishing.reports import build_made
from tests.support.cast import Cast


def build(partnership: str, report: str, output: Path) -> str:
    """Run the command and return what it printed."""
    out = StringIO()
    call_command("report_build", partnership, report, "--output", str(output), stdout=out)
    return out.getvalue()


def test_it_prints_every_stage_and_writes_a_verified_file(cast: Cast, report: Report, tmp_path: Path) -> None:
    said = build(cast.a.slug, report.slug, tmp_path / "report.pdf")
    data = (tmp_path / "report.pdf").read_bytes()
    assert [line for line in said.splitlines() if line.startswith("Build 1: ")] == [
        f"Build 1: {stage.label}" for stage in Stage
    ]
    assert verify_pdf(data).ok
    assert verify_pdf(data).sha256 in said
    assert report.builds.get().asked_by is None


def test_an_unknown_partnership_is_named_with_those_there_are(cast: Cast, report: Report, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no partnership 'elsewhere'\. There are: alderbrook"):
        build("elsewhere", report.slug, tmp_path / "report.pdf")


def test_an_unknown_report_is_named_with_those_there_are(cast: Cast, report: Report, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"has no report 'nothing'\. It has: annual-2017-18"):
        build(cast.a.slug, "nothing", tmp_path / "report.pdf")


def test_a_folder_that_is_not_there_is_found_out_before_anything_is_built(
    cast: Cast, report: Report, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=r"does not exist\. Make it first"):
        build(cast.a.slug, report.slug, tmp_path / "missing" / "report.pdf")
    assert not report.builds.exists()


def test_a_file_that_does_not_pass_its_checks_is_not_written(
    cast: Cast, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "render_pdf_file", lambda source, document: b"not a PDF")
    with pytest.raises(CommandError, match="did not pass its checks"):
        build(cast.a.slug, report.slug, tmp_path / "report.pdf")
    assert not (tmp_path / "report.pdf").exists()


def test_it_does_not_compete_with_a_worker(cast: Cast, report: Report, tmp_path: Path) -> None:
    build_made(report, status="running")
    with pytest.raises(CommandError, match="A worker is building this report"):
        build(cast.a.slug, report.slug, tmp_path / "report.pdf")


def test_it_takes_over_a_build_that_waits(cast: Cast, report: Report, tmp_path: Path) -> None:
    waiting = build_made(report, cast.manager, status="waiting")
    build(cast.a.slug, report.slug, tmp_path / "report.pdf")
    waiting.refresh_from_db()
    assert waiting.status == Build.Status.DONE
