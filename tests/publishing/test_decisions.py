"""The review of the public edition: what it shows, and that no person alone prints a small number."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.directory.models import AuditEvent, User
from reports.publishing.disclosing import policy_of
from reports.publishing.models import Build, DisclosureControl, DisclosureDecision, DisclosurePolicy, Edition
from reports.publishing.services.disclosure import decision_ask, decision_settle, decision_withdraw, policy_set
from reports.publishing.services.editions import edition_publish
from reports.studio import providers
from reports.studio.models import Report
from reports.studio.services import section_add
from safeguarding.lib.disclosure import Policy
from safeguarding.lib.facts import Disclosure
from safeguarding.lib.workflow import NotAllowed
from tests.publishing.protected import control_of, report_with_small_numbers, small_figures
from tests.publishing.reports import build_made, report_bare
from tests.publishing.test_public_edition import PHYSICAL, SEXUAL, STAFF
from tests.studio.figures import Figures
from tests.support.cast import Cast

WHOLE = "returns/plans?period=2017-18"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """Return the only room the studio asks."""
    made = small_figures()
    monkeypatch.setattr(providers, "PROVIDERS", (made.provider(),))
    return made


@pytest.fixture
def small(cast: Cast, room: Figures) -> Report:
    """Return the report with small numbers."""
    return report_with_small_numbers(cast)


def page(person: User, name: str, *where: Any, **data: str) -> str:
    """Open a page, or post to it, and return what the person then sees."""
    client = Client()
    client.force_login(person)
    address = reverse(name, args=where)
    answer = client.post(address, data, follow=True) if data else client.get(address)
    return " ".join(answer.content.decode().split())


def test_the_review_says_of_each_hidden_figure_why_and_where(cast: Cast, small: Report) -> None:
    html = page(cast.manager, "disclosure_review", cast.a.slug, small.slug)
    assert "A count from 1 to 5." in html
    assert "Otherwise Plans: Sexual abuse (2017-18) could be worked out." in html
    assert "Its definition says: for the partnership only." in html
    assert "1 What the figures say; 2 Plans by category" in html
    assert "The attack could work out none of them, nor come closer than" in html
    assert "Every small number can still be any number from 1 to 5." in html


def test_a_figure_is_printed_only_when_a_second_person_approves(cast: Cast, small: Report) -> None:
    said = {"key": SEXUAL, "shows": "show", "reason": "Published by the police last week."}
    assert "A second person now has to decide." in page(cast.manager, "disclosure_ask", cast.a.slug, small.slug, **said)
    assert SEXUAL in control_of(small).outcome.hidden, "asking changes nothing"
    decision = DisclosureDecision.objects.get()
    where = (cast.a.slug, small.slug, decision.pk)
    assert "You asked for this." in page(cast.manager, "disclosure_settle", *where, answer="approve")
    assert "Approved." in page(cast.chair, "disclosure_settle", *where, answer="approve")
    assert set(control_of(small).outcome.hidden) == {STAFF}
    actions = AuditEvent.objects.filter(action__startswith="disclosure_decision")
    assert [event.action.rpartition("_")[2] for event in actions.order_by("number")] == ["asked", "approved"]
    assert all("4" not in str(event.after.get("value", "")) for event in actions)


def test_the_database_itself_refuses_an_approval_by_the_person_who_asked(cast: Cast, small: Report) -> None:
    decision = asked(cast, small)
    with pytest.raises(IntegrityError, match="by_a_second_person"), transaction.atomic():
        DisclosureDecision.objects.filter(pk=decision.pk).update(
            status="approved", decided_by=cast.manager, decided_at=decision.asked_at
        )


def test_a_decision_to_print_lapses_when_the_figure_changes(cast: Cast, small: Report, room: Figures) -> None:
    decision_settle(by=cast.chair, decision=asked(cast, small), approve=True)
    fact = room.facts[SEXUAL]
    room.add(SEXUAL, 2, fact.label, disclosure=fact.disclosure)
    control = control_of(small)
    assert SEXUAL in control.outcome.hidden
    assert [one.key for one in control.lapsed] == [SEXUAL]
    assert "The figure has changed since" in page(cast.manager, "disclosure_review", cast.a.slug, small.slug)


def test_a_figure_hidden_by_decision_is_protected_like_a_small_one(cast: Cast, small: Report) -> None:
    decision_settle(by=cast.second_manager, decision=asked(cast, small, PHYSICAL, shows=False), approve=True)
    assert control_of(small).outcome.hidden[PHYSICAL].cause == "decision"


def test_a_decision_is_taken_back_by_one_person_and_the_rules_hold_again(cast: Cast, small: Report) -> None:
    decision = asked(cast, small)
    decision_settle(by=cast.chair, decision=decision, approve=True)
    decision_withdraw(by=cast.manager, decision=decision)
    assert SEXUAL in control_of(small).outcome.hidden


def test_nobody_can_decide_that_a_figure_of_the_partnership_is_printed(cast: Cast, small: Report) -> None:
    with pytest.raises(NotAllowed, match="for the partnership only"):
        asked(cast, small, STAFF)


def test_one_request_about_a_figure_at_a_time(cast: Cast, small: Report) -> None:
    asked(cast, small)
    with pytest.raises(NotAllowed, match="asked about this figure already"):
        asked(cast, small)


def test_a_decision_that_opens_a_way_to_a_hidden_figure_is_refused_by_the_attack(cast: Cast, small: Report) -> None:
    decision_settle(by=cast.chair, decision=asked(cast, small, PHYSICAL), approve=True)
    control = control_of(small)
    assert control.outcome.passed, "another figure is hidden instead"
    for name in ("neglect", "emotional"):
        key = f"returns/plans-{name}?period=2017-18"
        decision_settle(by=cast.chair, decision=asked(cast, small, key), approve=True)
    assert WHOLE in control_of(small).outcome.hidden, "nothing but the total is left to hide"
    decision_settle(by=cast.chair, decision=asked(cast, small, WHOLE), approve=True)
    assert control_of(small).outcome.exposed == [SEXUAL]
    html = page(cast.manager, "disclosure_review", cast.a.slug, small.slug)
    assert "Plans: Sexual abuse (2017-18) could still be worked out." in html


def test_the_partnership_sets_what_a_small_number_is(cast: Cast, small: Report) -> None:
    said = {"threshold": "10", "zeros": "hidden", "reason": "The board decided."}
    assert "The policy holds from now on." in page(cast.manager, "disclosure_policy", cast.a.slug, **said)
    assert policy_of(cast.a) == Policy(threshold=10, zeros_shown=False)
    assert policy_of(cast.b) == Policy()
    event = AuditEvent.objects.get(action="disclosure_policy_set")
    assert (event.before["threshold"], event.after["threshold"]) == (5, 10)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_policies_and_records_of_control_are_never_changed(cast: Cast, report: Report, change: str) -> None:
    policy_set(by=cast.manager, partnership=cast.a, policy=Policy(), reason="As agreed.")
    build_made(report, cast.manager)
    for rows in (DisclosurePolicy.objects.all(), DisclosureControl.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(id=999) if change == "update" else rows.delete()


class TestPublishing:
    """No edition without a passed attack."""

    def test_a_build_whose_hidden_figures_can_be_worked_out_is_not_published(self, cast: Cast) -> None:
        build = unprotected(cast)
        with pytest.raises(NotAllowed, match="has no public edition"):
            edition_publish(by=cast.manager, build=build)

    def test_the_database_refuses_it_too(self, cast: Cast) -> None:
        build = unprotected(cast)
        with pytest.raises(IntegrityError, match="no disclosure control that passed"), transaction.atomic():
            Edition.objects.create(
                report=build.report, number=1, build=build, published_at=build.asked_at, published_by=cast.manager
            )

    def test_a_build_of_one_edition_is_not_published(self, cast: Cast) -> None:
        build = build_made(report_bare(cast), cast.manager, draft=False)
        build.makes = Build.Makes.PUBLIC
        with pytest.raises(NotAllowed, match="one edition only"):
            edition_publish(by=cast.manager, build=build)


def asked(cast: Cast, report: Report, key: str = SEXUAL, *, shows: bool = True) -> DisclosureDecision:
    """Return a decision the manager asked for."""
    fact = control_of(report).facts[key]
    return decision_ask(by=cast.manager, report=report, fact=fact, shows=shows, reason="Agreed by the board.")


def unprotected(cast: Cast) -> Build:
    """Return a signed build that was done without a passed control."""
    build = build_made(report_bare(cast), cast.manager, draft=False, passed=False)
    return Build.objects.get(pk=build.pk)


def test_the_review_asks_the_database_as_often_for_many_figures_and_decisions_as_for_few(
    cast: Cast, room: Figures, small: Report
) -> None:
    client = Client()
    client.force_login(cast.manager)
    address = reverse("disclosure_review", args=[cast.a.slug, small.slug])

    def queries() -> int:
        client.get(address)  # what is read once and kept does not count
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    fact = control_of(small).facts[SEXUAL]
    ask = {"by": cast.manager, "report": small, "shows": True, "reason": "Published elsewhere."}
    decision_withdraw(by=cast.manager, decision=decision_ask(fact=fact, **ask))
    few = queries()
    names = [f"more-{number}" for number in range(30)]
    for name in names:
        room.add(f"returns/{name}?period=2017-18", 3, name, disclosure=Disclosure.SMALL_NUMBERS)
    grid = {"caption": "More", "periods": ["2017-18"], "indicators": names}
    section_add(by=cast.manager, report=small, title="More", block="indicator_table", config=grid)
    for _ in range(5):
        decision_withdraw(by=cast.manager, decision=decision_ask(fact=fact, **ask))
    assert queries() == few
