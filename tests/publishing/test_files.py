"""Reading and downloading: to whom, how, and what is remembered of it."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import AuditEvent, User
from reports.publishing.models import Artifact, Build, Download
from reports.studio.models import Report
from tests.publishing.reports import FILES, INSIDE, build_made, build_published
from tests.support.cast import Cast


def download(build: Build, person: User, kind: str = "pdf", variant: str = "public"):
    client = Client()
    client.force_login(person)
    where = [build.report.partnership.slug, build.report.slug, build.number, variant, kind]
    return client.get(reverse("artifact_download", args=where))


def read(build: Build, person: User, variant: str = "public"):
    client = Client()
    client.force_login(person)
    where = [build.report.partnership.slug, build.report.slug, build.number, variant]
    return client.get(reverse("edition_html", args=where))


@pytest.mark.parametrize(
    ("kind", "media"), [("pdf", "application/pdf"), ("csv", "text/csv; charset=utf-8"), ("json", "application/json")]
)
def test_a_file_comes_as_an_attachment_the_browser_does_not_guess_about(
    cast: Cast, report: Report, kind: str, media: str
) -> None:
    answer = download(build_published(report, cast.manager), cast.chair, kind)
    assert b"".join(answer.streaming_content) == FILES[kind]
    assert answer["Content-Type"] == media
    assert answer["Content-Disposition"] == f'attachment; filename="annual-2017-18-build-1.{kind}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("kind", [*FILES])
def test_the_partnership_edition_is_for_those_who_see_drafts(cast: Cast, report: Report, kind: str) -> None:
    build = build_published(report, cast.manager)
    for person in (cast.reader, cast.lead, cast.other_lead):
        assert download(build, person, kind, "partnership").status_code == 404
        assert read(build, person, "partnership").status_code == 404
    for person in (cast.manager, cast.chair, cast.signatory):
        answer = download(build, person, kind, "partnership")
        assert b"".join(answer.streaming_content) == INSIDE[kind]
        assert "annual-2017-18-build-1-not-public" in answer["Content-Disposition"]


def test_the_list_of_editions_offers_readers_the_public_one_only(cast: Cast, report: Report) -> None:
    build_published(report, cast.manager)
    pages = {}
    for person in (cast.reader, cast.chair):
        client = Client()
        client.force_login(person)
        pages[person] = client.get(reverse("edition_list", args=[cast.a.slug])).content.decode()
    assert "/public/json/" in pages[cast.reader]
    assert "/partnership/" not in pages[cast.reader]
    assert "/partnership/pdf/" in pages[cast.chair]


def test_an_edition_nobody_knows_of_is_not_found(cast: Cast, report: Report) -> None:
    build = build_published(report, cast.manager)
    assert download(build, cast.manager, "pdf", "secret").status_code == 404


def test_the_name_of_a_draft_says_so(cast: Cast, report: Report) -> None:
    answer = download(build_made(report, cast.manager), cast.chair)
    assert "annual-2017-18-build-1-draft.pdf" in answer["Content-Disposition"]


def test_a_download_is_remembered_in_its_log_and_on_the_audit_trail(cast: Cast, report: Report) -> None:
    build = build_made(report, cast.manager)
    download(build, cast.chair)
    taken = Download.objects.get()
    assert (taken.by, taken.artifact.kind) == (cast.chair, "pdf")
    event = AuditEvent.objects.get(action="artifact_downloaded")
    assert event.actor_id == cast.chair.pk
    assert event.after["sha256"] == taken.artifact.sha256


def test_who_sees_no_drafts_learns_nothing_of_an_unpublished_build(cast: Cast, report: Report) -> None:
    build = build_made(report, cast.manager, draft=False)
    for person in (cast.reader, cast.lead):
        assert download(build, person).status_code == 404
        assert read(build, person).status_code == 404
    assert not Download.objects.exists()


def test_a_build_that_is_not_done_has_nothing_to_read(cast: Cast, report: Report) -> None:
    build = build_made(report, cast.manager, status="failed")
    assert download(build, cast.manager).status_code == 404
    assert read(build, cast.manager).status_code == 404


def test_the_web_edition_is_what_was_kept_and_not_what_the_report_says_today(cast: Cast, report: Report) -> None:
    build = build_published(report, cast.manager)
    report.sections.update(title="Changed since")
    html = read(build, cast.reader).content.decode()
    assert "<p>Body of the edition</p>" in html
    assert "Changed since" not in html


def test_the_web_edition_of_a_draft_warns(cast: Cast, report: Report) -> None:
    assert "This is a draft. It is not published." in read(build_made(report), cast.chair).content.decode()


@pytest.mark.parametrize("model", [Artifact, Download])
def test_files_and_downloads_are_never_changed(cast: Cast, report: Report, model: type, storage: Path) -> None:
    download(build_made(report, cast.manager), cast.chair)
    for change in (lambda rows: rows.update(id=999), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(model.objects.filter(pk=model.objects.latest("pk").pk))
