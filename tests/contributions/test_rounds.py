"""Rounds and templates, the status board, titles from the register, facts and attention."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnerships.contributions.attention import attention
from partnerships.contributions.facts import PROVIDER
from partnerships.contributions.models import ContributionRound, ContributionTemplate
from partnerships.contributions.printed import printed_contributions
from partnerships.contributions.selectors import round_boards
from partnerships.contributions.services import (
    PromptSpec,
    contribution_add,
    contribution_approve,
    contribution_send_back,
    template_create,
)
from partnerships.directory.authz.access import access_of
from partnerships.directory.models import OrganisationName
from safeguarding.lib.facts import FactKey
from safeguarding.lib.workflow import NotAllowed
from tests.contributions.factories import PROMPTS, contribution_made, round_made, submitted_made
from tests.factories import AgencyFactory
from tests.support.cast import Cast


def as_manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def test_a_manager_makes_a_template_and_opens_a_round_with_it(cast: Cast) -> None:
    client = as_manager(cast)
    said = {
        "name": "Agency contribution",
        "kind": "agency",
        "approvers": ["board_manager", "chair"],
        "prompt-TOTAL_FORMS": "8",
        "prompt-INITIAL_FORMS": "0",
    }
    said |= {"prompt-0-title": "Context", "prompt-0-words_least": "50", "prompt-0-words_most": "200"}
    client.post(reverse("contribution_template_add", args=[cast.a.slug]), said)
    template = ContributionTemplate.objects.get(partnership=cast.a)
    assert (template.status, template.approvers) == ("draft", ["board_manager", "chair"])
    client.post(reverse("contribution_template_put_live", args=[cast.a.slug, template.pk]))
    assert [(prompt.title, prompt.words) for prompt in template.prompts.all()] == [("Context", (50, 200))]
    days = {"starts_on": (1, 9, 2017), "ends_on": (31, 3, 2019), "due_on": (1, 3, 2019)}
    said = {
        f"{name}-{part}": str(number)
        for name, parts in days.items()
        for part, number in zip(("day", "month", "year"), parts, strict=True)
    }
    said |= {"title": "Annual report 2017-19", "template": str(template.pk), "agencies": [str(cast.agency.pk)]}
    client.post(reverse("contribution_round_add", args=[cast.a.slug]), said)
    asked = ContributionRound.objects.get(partnership=cast.a)
    assert asked.period.label == "1 September 2017 to 31 March 2019"
    assert [made.agency for made in asked.contributions.all()] == [cast.agency]
    assert (
        "already a round" in client.post(reverse("contribution_round_add", args=[cast.a.slug]), said).content.decode()
    )


def test_a_template_in_use_is_never_changed_but_gets_a_next_version(cast: Cast) -> None:
    first = round_made(cast.a, cast.agency).template
    again = template_create(by=None, partnership=cast.a, slug=first.slug, name=first.name, prompts=PROMPTS)
    assert again == first
    changed = template_create(
        by=None, partnership=cast.a, slug=first.slug, name=first.name, prompts=[PromptSpec(title="One question")]
    )
    assert (changed.version, first.prompts.count()) == (2, 3)
    with pytest.raises(NotAllowed):
        template_create(
            by=None, partnership=cast.a, slug="x", name="X", prompts=[PromptSpec(title="A"), PromptSpec(title="a")]
        )


def test_a_second_contribution_of_an_agency_needs_its_own_subtitle(cast: Cast) -> None:
    asked = round_made(cast.a, cast.agency)
    url = reverse("contribution_ask", args=[cast.a.slug, asked.pk])
    said = {"agency": str(cast.agency.pk), "subtitle": ""}
    assert "Give the second one a subtitle" in as_manager(cast).post(url, said).content.decode()
    as_manager(cast).post(url, {**said, "subtitle": "Public health"})
    titles = [made.title for made in printed_contributions(cast.a, asked.slug)]
    assert titles == ["Alderbrook Council", "Alderbrook Council: Public health"]


def test_an_agency_of_another_partnership_can_not_be_asked(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        contribution_add(by=None, asked=round_made(cast.a), agency=cast.agency_of_b)


def test_the_title_is_the_name_the_organisation_bore_at_the_end_of_the_period(cast: Cast) -> None:
    organisation = cast.agency.organisation
    OrganisationName.objects.create(organisation=organisation, name="Old Borough Council", ends_on=date(2019, 12, 31))
    made = contribution_made(cast.a, cast.agency)
    assert made.title == "Old Borough Council"
    assert made.title_on(date(2020, 1, 1)) == "Alderbrook Council"


def test_the_board_shows_who_has_not_begun_and_who_is_late(cast: Cast) -> None:
    round_made(cast.a, cast.agency, cast.other_agency)
    board = round_boards(access_of(cast.manager, cast.a), date(2019, 3, 2))[0]
    assert [(row.title, row.status, row.is_late) for row in board.rows] == [
        ("Alderbrook Council", "Not started", True),
        ("Mid County Police", "Not started", True),
    ]


def test_agencies_see_their_own_contribution_only(cast: Cast) -> None:
    round_made(cast.a, cast.agency, cast.other_agency)
    board = round_boards(access_of(cast.other_lead, cast.a), date(2019, 1, 1))[0]
    assert [row.title for row in board.rows] == ["Mid County Police"]


@pytest.mark.parametrize("agencies", [5, 50])
def test_the_board_takes_the_same_queries_for_five_agencies_and_fifty(
    cast: Cast, agencies: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_made(cast.a, *AgencyFactory.create_batch(agencies, partnership=cast.a))
    access = access_of(cast.manager, cast.a)
    with django_assert_num_queries(4):
        round_boards(access, date(2019, 1, 1))
    with django_assert_num_queries(4):
        printed_contributions(cast.a, "2017-19")
    with django_assert_num_queries(3):
        attention(access)


def test_facts_count_what_was_asked_received_and_approved(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    contribution_add(by=None, asked=made.round, agency=cast.other_agency)
    keys = [FactKey.parse(f"contributions/2017-19.{what}") for what in ("asked", "received", "approved", "lost")]
    with django_assert_num_queries(1):
        facts = PROVIDER.resolve(cast.a, keys)
    assert [facts[str(key)].cell for key in keys[:3]] == ["2", "1", "0"]
    assert str(keys[3]) not in facts
    assert facts[str(keys[0])].provenance.rule.startswith("number of contributions in the round")
    assert [entry.label for entry in PROVIDER.catalogue(cast.a, "received")] == [
        "Contributions received, Annual report 2017-19"
    ]
    assert PROVIDER.resolve(cast.b, keys) == {}


def attention_of(cast: Cast, person: str) -> list[tuple[int, str]]:
    return [(item.urgency, item.text) for item in attention(access_of(getattr(cast, person), cast.a))]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, [(0, "Alderbrook Council: contribution is late")]),
        (5, [(1, "Alderbrook Council: contribution is due")]),
        (60, []),
    ],
)
def test_a_due_contribution_asks_for_attention(cast: Cast, days: int, expected: list[tuple[int, str]]) -> None:
    contribution_made(cast.a, cast.agency, due_on=timezone.localdate() + timedelta(days=days))
    assert attention_of(cast, "lead") == expected
    assert attention_of(cast, "other_lead") == []


def test_approval_waits_for_the_manager_and_returned_ones_for_the_agency(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead, due_on=timezone.localdate() + timedelta(days=90))
    assert attention_of(cast, "manager") == [(1, "Alderbrook Council: contribution waits for approval")]
    assert attention_of(cast, "reader") == []
    contribution_send_back(by=cast.manager, contribution=made, comment="More")
    assert attention_of(cast, "lead") == [(1, "Alderbrook Council: contribution was sent back for change")]


def test_who_manages_the_round_reads_one_line_for_all_due_on_a_day(cast: Cast) -> None:
    round_made(cast.a, cast.agency, cast.other_agency, due_on=timezone.localdate() + timedelta(days=5))
    (item,) = attention(access_of(cast.manager, cast.a))
    assert (item.text, item.tag) == ("2 contributions are due", "Due soon")
    assert item.url == reverse("contribution_list", args=[cast.a.slug])
    assert attention_of(cast, "lead") == [(1, "Alderbrook Council: contribution is due")]


def test_approved_contributions_ask_for_nothing(cast: Cast) -> None:
    contribution_approve(by=cast.manager, contribution=submitted_made(cast.a, cast.agency, cast.lead))
    assert attention_of(cast, "manager") == attention_of(cast, "lead") == []


def test_the_manager_hears_of_a_late_statement_nobody_else_can_write(cast: Cast) -> None:
    asked = round_made(cast.a, kind="statement")
    contribution_add(by=None, asked=asked, author=cast.chair, subtitle="Independent chair")
    assert (
        attention_of(cast, "manager") == attention_of(cast, "chair") == [(0, "Independent chair: contribution is late")]
    )
    assert attention_of(cast, "lead") == []
