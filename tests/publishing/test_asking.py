"""Asking for a build: once, whatever people click; and nothing is lost when the queue is away."""

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from partnerships.directory.models import AuditEvent
from reports.publishing.models import Build
from reports.publishing.services.claims import build_cancel, build_request, build_sweep
from reports.studio.models import Report
from tests.publishing.reports import build_made
from tests.support.cast import Cast


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Collect messages instead of sending them."""
    messages: list[tuple[str, Any]] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args=(): messages.append((name, args)))
    return messages


@pytest.fixture
def queue_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the queue refuse, as it does when Redis is down."""

    def refuse(name: str, args: Any = ()) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr(current_app, "send_task", refuse)


def ask(cast: Cast, report: Report) -> Any:
    """Press the button as the board manager and return the page that follows."""
    client = Client()
    client.force_login(cast.manager)
    return client.post(reverse("build_request", args=[cast.a.slug, report.slug]), follow=True)


def test_asking_writes_a_waiting_build_and_sends_one_message(
    cast: Cast, report: Report, sent: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = ask(cast, report)
    build = report.builds.get()
    assert (build.status, build.number, build.asked_by) == (Build.Status.WAITING, 1, cast.manager)
    assert sent == [("publishing.build_run", (build.pk,))]
    assert build.sent_at
    assert AuditEvent.objects.filter(action="build_asked_for", object_id=str(build.pk)).exists()
    assert page.redirect_chain[-1][0] == reverse("build_detail", args=[cast.a.slug, report.slug, 1])


def test_a_double_click_gives_the_same_build(
    cast: Cast, report: Report, sent: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first, second = ask(cast, report), ask(cast, report)
    assert report.builds.count() == len(sent) == 1
    assert first.redirect_chain == second.redirect_chain


def test_a_colleague_who_asks_meanwhile_gets_the_running_build(cast: Cast, report: Report) -> None:
    running = build_made(report, cast.manager, status="running")
    assert build_request(by=cast.second_manager, report=report) == running


@pytest.mark.usefixtures("cast")
def test_the_database_itself_refuses_a_second_active_build(report: Report) -> None:
    build_made(report, status="waiting")
    with pytest.raises(IntegrityError), transaction.atomic():
        build_made(report, status="running")


def test_numbers_go_on_after_builds_that_are_over(cast: Cast, report: Report) -> None:
    build_made(report, cast.manager)
    build_made(report, cast.manager, status="failed")
    assert build_request(by=cast.manager, report=report).number == 3


@pytest.mark.usefixtures("queue_away")
def test_with_the_queue_away_the_build_waits_and_the_person_is_told(
    cast: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = ask(cast, report)
    assert report.builds.get().sent_at is None
    page = Client()
    page.force_login(cast.manager)
    html = page.get(reverse("build_detail", args=[cast.a.slug, report.slug, 1])).content.decode()
    assert "The queue can not be reached at the moment" in html
    assert "It starts by itself" in html


def test_the_sweep_sends_what_the_queue_did_not_take(cast: Cast, report: Report, sent: list[Any]) -> None:
    build = build_request(by=cast.manager, report=report)
    assert build_sweep() == 1
    assert sent == [("publishing.build_run", (build.pk,))]
    assert build_sweep() == 0, "the message is on its way"


def test_the_sweep_sends_again_when_a_message_seems_lost(cast: Cast, report: Report, sent: list[Any]) -> None:
    build = build_request(by=cast.manager, report=report)
    Build.objects.filter(pk=build.pk).update(sent_at=timezone.now() - timedelta(seconds=61))
    assert build_sweep() == 1


def test_a_stopped_build_is_not_sent_and_the_next_one_can_be_asked_for(
    cast: Cast, report: Report, sent: list[Any]
) -> None:
    build_cancel(by=cast.manager, build=build_request(by=cast.manager, report=report))
    assert build_sweep() == 0
    assert build_request(by=cast.manager, report=report).number == 2
