"""Evidence is words, a link or a file; files are checked, and given out as attachments only."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.actions.models import Action, Evidence
from partnerships.actions.services import evidence_add
from partnerships.directory.models import AuditEvent
from safeguarding.lib.workflow import NotAllowed
from tests.actions.factories import action_made, upload_made
from tests.support.cast import Cast


def test_a_file_is_kept_under_a_name_that_says_nothing_and_comes_back_as_an_attachment(
    cast: Cast, action: Action, lead: Client
) -> None:
    data = {"title": "Register of March", "shows": "done", "upload": upload_made()}
    assert lead.post(reverse("action_evidence_add", args=[cast.a.slug, action.reference]), data).status_code == 302
    kept: Evidence = Evidence.objects.get()
    assert "register" not in kept.file.name.lower()
    assert (kept.name, kept.size) == ("Training register.pdf", 21)
    answer = lead.get(reverse("action_evidence", args=[cast.a.slug, action.reference, 1]))
    assert b"".join(answer) == b"%PDF-1.7 the register"
    assert answer["Content-Disposition"] == 'attachment; filename="Training register.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert AuditEvent.objects.of(cast.a).filter(action="action_evidence_take").count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>"),
        ("register.pdf", b"<script>alert(1)</script>"),
        ("photo.png", b"%PDF-1.7"),
        ("no-ending", b"%PDF-1.7"),
        ("macro.docm", b"PK\x03\x04"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    cast: Cast, action: Action, lead: Client, name: str, content: bytes
) -> None:
    data = {"title": "x", "shows": "done", "upload": upload_made(name, content)}
    answer = lead.post(reverse("action_evidence_add", args=[cast.a.slug, action.reference]), data)
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_a_file_too_large_is_refused_before_anything_is_stored(action: Action, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[str] = []
    monkeypatch.setattr(default_storage, "save", lambda name, content: saved.append(name))
    with pytest.raises(NotAllowed, match="larger than 10 MB"):
        evidence_add(by=None, action=action, title="x", upload=upload_made(content=b"%PDF-" + b"0" * 10 * 1024 * 1024))
    assert saved == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Write words, or give a link or a file"),
        ({"text": "Seen", "link": "https://example.org"}, "Give only one"),
        ({"link": "javascript:alert(1)"}, "Enter a link in full"),
    ],
)
def test_exactly_one_of_the_three_is_asked_for(
    cast: Cast, action: Action, lead: Client, given: dict[str, Any], words: str
) -> None:
    url = reverse("action_evidence_add", args=[cast.a.slug, action.reference])
    answer = lead.post(url, {"title": "Minute", "shows": "done", **given})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_words_and_links_are_shown_and_numbers_count_within_the_action(
    cast: Cast, action: Action, lead: Client
) -> None:
    evidence_add(by=cast.lead, action=action_made(cast), title="Other", text="x")
    evidence_add(by=cast.lead, action=action, title="Minute", text="<b>All</b> trained")
    evidence_add(by=cast.lead, action=action, title="Guidance", link="https://example.org/guidance", shows="impact")
    page = lead.get(reverse("action_detail", args=[cast.a.slug, action.reference])).content.decode()
    assert "&lt;b&gt;All&lt;/b&gt; trained" in page
    assert 'href="https://example.org/guidance" rel="noreferrer noopener"' in page
    assert list(action.evidence.values_list("number", flat=True)) == [1, 2]
    assert lead.get(reverse("action_evidence", args=[cast.a.slug, action.reference, 1])).status_code == 404


def test_the_database_refuses_evidence_that_is_two_things(action: Action) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(action=action, number=1, kind="link", title="x", link="https://a.org", file="x.pdf")
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(action=action, number=1, kind="text", title="x")
