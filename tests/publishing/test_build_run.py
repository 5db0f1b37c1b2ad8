"""A build from beginning to end, in this process."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from reports.publishing.models import Build, Snapshot, Stage
from reports.publishing.services import running
from reports.publishing.services.claims import build_cancel, build_request, build_take_back
from reports.publishing.services.running import build_run
from reports.studio.models import Report, Section
from reports.studio.services.section import section_add
from tests.publishing.reading import pdf_text
from tests.publishing.reports import CLA, report_signed
from tests.studio.figures import Figures
from tests.support.cast import Cast


def test_a_build_goes_through_every_stage_and_keeps_the_files_of_both_editions(cast: Cast, report: Report) -> None:
    build = built(cast, report)
    assert build.failure == ""
    assert build.status == Build.Status.DONE
    assert set(build.stage_times) == set(Stage.values)
    assert all(started and finished for started, finished in build.stage_times.values())
    kept = {(file.variant, file.kind) for file in build.artifacts.all()}
    assert kept == set(product(("public", "partnership"), ("pdf", "html", "csv", "meta", "json")))
    assert all(file.pages >= 4 for file in build.artifacts.filter(kind="pdf"))


def test_the_same_report_built_twice_gives_identical_bytes(cast: Cast, report: Report) -> None:
    first, second = built(cast, report), built(cast, report)
    assert second.number == first.number + 1
    assert second.snapshot == first.snapshot
    assert digests(second) == digests(first)


def test_a_draft_says_so_on_its_pages_and_a_signed_report_does_not(cast: Cast, report: Report) -> None:
    draft = built(cast, report)
    report_signed(cast, report)
    final = built(cast, report)
    assert (draft.draft, final.draft) == (True, False)
    assert "DRAFT" in words_of(draft)
    assert "DRAFT" not in words_of(final)
    assert "Edition 1" in words_of(final)


def test_the_last_page_names_the_digest_of_the_content(cast: Cast, report: Report) -> None:
    build = built(cast, report)
    assert build.snapshot
    assert build.snapshot.sha256 in words_of(build).replace(" ", "").replace("\n", "")


def test_a_section_without_a_heading_is_not_in_the_list_of_contents(cast: Cast, report: Report) -> None:
    chapter = Section.objects.filter(report=report, parent=None, block="narrative").first()
    assert chapter
    section_add(
        by=cast.manager, report=report, parent=chapter, title="Beside the words", slug="beside", block="narrative",
        numbering=Section.Numbering.SILENT,
    )  # fmt: skip
    build = built(cast, report)
    assert build.failure == ""
    assert "Beside the words" not in words_of(build)


def test_a_draft_with_a_missing_figure_is_built_and_shows_the_gap(cast: Cast, report: Report, figures: Figures) -> None:
    del figures.facts[CLA]
    build = built(cast, report)
    assert build.status == Build.Status.DONE
    assert "figure not found" in words_of(build)


def test_a_report_without_sections_is_refused_in_plain_words(cast: Cast, report: Report) -> None:
    Section.objects.filter(report=report).update(removed_at=timezone.now(), removed_by=cast.manager)
    build = built(cast, report)
    assert build.status == Build.Status.FAILED
    assert "It has no sections yet. Add at least one." in build.failure


def test_a_pdf_that_does_not_pass_its_checks_is_not_kept(
    cast: Cast, report: Report, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "render_pdf_file", lambda source, document: b"%PDF-1.7 not one really")
    build = built(cast, report)
    assert build.status == Build.Status.FAILED
    assert "did not pass its checks" in build.failure
    assert not build.artifacts.exists()
    assert not [path for path in storage.rglob("*") if path.is_file()]
    assert build.stage == Stage.VERIFY


def test_what_can_not_be_printed_fails_with_the_reason(
    cast: Cast, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (
        '<html lang="en"><head><title>x</title></head><body><img src="https://example.org/a.png" alt="a"></body></html>'
    )
    monkeypatch.setattr(running, "render_document", lambda source: page)
    build = built(cast, report)
    assert build.status == Build.Status.FAILED
    assert "https://example.org/a.png" in build.failure


def test_a_fault_of_the_portal_fails_the_build_and_goes_on_to_the_log(
    cast: Cast, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "render_csv", broken(ZeroDivisionError("a fault")))
    with pytest.raises(ZeroDivisionError):
        built(cast, report)
    build = report.builds.get()
    assert build.status == Build.Status.FAILED
    assert "fault of the portal and not of your report" in build.failure


def test_a_storage_that_is_away_gives_the_build_back(
    cast: Cast, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setattr(running, "files_write", broken(ConnectionError("storage")))
        build = built(cast, report)
    assert (build.status, build.claimed_by, build.failure) == (Build.Status.WAITING, "", "")
    again = build_run(build_id=build.pk, worker="worker two")
    assert again
    assert again.status == Build.Status.DONE


def test_the_worker_after_a_crash_uses_the_snapshot_that_was_taken(
    cast: Cast, report: Report, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(running, "render_pdf_file", broken(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            built(cast, report)
    build = report.builds.get()
    assert build.status == Build.Status.RUNNING, "nobody had the time to say that it ended"
    figures.add(CLA, 999, "Children looked after at 31 March")
    build_take_back(build=build)
    again = build_run(build_id=build.pk, worker="worker two")
    assert again
    assert (again.status, again.snapshot, again.attempts) == (Build.Status.DONE, build.snapshot, 2)
    assert Snapshot.objects.count() == 1
    assert "999" not in words_of(again)


def test_a_build_stopped_while_its_files_are_written_leaves_no_file(
    cast: Cast, report: Report, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = running.files_write

    def stopped_meanwhile(**given: Any) -> Any:
        build_cancel(by=cast.manager, build=Build.objects.get(pk=given["build"].pk))
        return write(**given)

    monkeypatch.setattr(running, "files_write", stopped_meanwhile)
    build = built(cast, report)
    assert build.status == Build.Status.CANCELLED
    assert not build.artifacts.exists()
    assert not [path for path in storage.rglob("*") if path.is_file()]


def built(cast: Cast, report: Report) -> Build:
    """Ask for a build and run it."""
    build = build_run(build_id=build_request(by=cast.manager, report=report).pk, worker="worker one")
    assert build is not None
    return build


def digests(build: Build) -> dict[str, str]:
    """Return the digest of each file."""
    return {f"{one.variant} {one.kind}": one.sha256 for one in build.artifacts.all()}


def words_of(build: Build, variant: str = "partnership") -> str:
    """Return the text of the PDF."""
    with build.artifacts.get(kind="pdf", variant=variant).file.open("rb") as made:
        return pdf_text(made.read())


def broken(error: BaseException) -> Any:
    """Return a function that raises."""

    def fail(*args: Any, **kwargs: Any) -> None:
        raise error

    return fail


def test_a_pdf_process_that_broke_fails_the_build_at_once_and_one_that_was_killed_gives_it_back(
    cast: Cast, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(running, "render_pdf_file", broken(ChildProcessError("signal 9")))
        assert built(cast, report).status == Build.Status.WAITING
    monkeypatch.setattr(running, "render_pdf_file", broken(RuntimeError("broke")))
    with pytest.raises(RuntimeError):
        built(cast, report)
    build = report.builds.get()
    assert build.status == Build.Status.FAILED
    assert "fault of the portal and not of your report" in build.failure
