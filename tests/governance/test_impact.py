"""Impact chains: told link by link, every gap said, nothing put off for ever."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from partnerships.directory.models import AuditEvent
from partnerships.governance.facts import PROVIDER
from partnerships.governance.impact import ChainView, chain_on, steps_on
from partnerships.governance.models import ImpactChain, ImpactLink, Priority, Step
from partnerships.governance.selectors import chains_of, plan_impact
from partnerships.governance.services import chain_start, link_save, priority_add
from safeguarding.lib.facts import FactKey
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.evidence.factories import box_made
from tests.governance.factories import chain_made, plan_made, priority_made, statement_made
from tests.support.cast import Cast

TODAY = date(2019, 3, 31)
WHOLE = ("did", "evidence", "difference", "next")
FIGURE = "governance/finance.income-total?basis=actual&period=2018-19"


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def gaps_of(chain: ImpactChain, day: date = TODAY) -> dict[str, list[str]]:
    fresh = chains_of(chain.priority.plan.partnership).get(pk=chain.pk)
    return {step.step.value: list(step.gaps) for step in chain_on(fresh, day, "children").steps if step.gaps}


def entry(**changes: str) -> dict[str, str]:
    days = {"happened_on-day": "1", "happened_on-month": "6", "happened_on-year": "2018"}
    return {"text": "Words", "source": "Minutes", "version": "0", "words": "", **days, **changes}


def test_a_new_chain_is_all_gaps_and_says_what_each_is(cast: Cast) -> None:
    assert gaps_of(chain_made(priority_made(cast.a))) == {
        "did": ["Nothing is recorded about what was done."],
        "evidence": ["Nothing is recorded that shows it."],
        "difference": ["Nothing is recorded about what is different for children."],
        "next": ["Nothing is recorded about what comes next."],
    }


def test_a_chain_is_told_in_the_browser_until_no_gap_is_left(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    add = reverse("impact_chain_add", args=[cast.a.slug, priority.pk])
    assert "What did you do?" in manager.post(add, {"title": "A panel"}, follow=True).content.decode()
    chain = ImpactChain.objects.get()
    page = manager.get(reverse("impact_list", args=[cast.a.slug])).content.decode()
    assert "4 gaps" in page
    for step in WHOLE:
        page = manager.post(
            reverse("impact_link", args=[cast.a.slug, chain.pk, step]), entry(text=f"Told {step}"), follow=True
        ).content.decode()
    assert "Told to the end" in page
    assert "Gap." not in page
    assert gaps_of(chain) == {}


def test_a_link_without_day_or_source_is_kept_and_is_a_gap(cast: Cast) -> None:
    chain = chain_made(priority_made(cast.a))
    link_save(by=None, chain=chain, step="did", version=0, text="<p>We met.</p>")
    link_save(by=None, chain=chain, step="next", version=0, text="<p>More.</p>", source="Board")
    gaps = gaps_of(chain)
    assert gaps["did"] == ["No day is given.", "No source is given."]
    assert gaps["next"] == ["No day is given by which it is to be done."]


def test_a_figure_is_a_source(cast: Cast) -> None:
    chain = chain_made(priority_made(cast.a))
    said = {"text": "<p>Fewer.</p>", "happened_on": TODAY, "figures": [FIGURE]}
    link_save(by=None, chain=chain, step="evidence", version=0, **said)  # type: ignore[arg-type]
    assert "evidence" not in gaps_of(chain)


def test_too_early_to_tell_is_no_gap_until_the_day_it_was_to_be_known(cast: Cast) -> None:
    chain = chain_made(priority_made(cast.a), "did", "evidence", "next")
    said = {"text": "<p>Not before the second survey.</p>", "known_by": date(2019, 6, 30)}
    link_save(by=None, chain=chain, step="difference", version=0, **said)  # type: ignore[arg-type]
    assert gaps_of(chain) == {}
    view = chain_on(chains_of(cast.a).get(), TODAY, "children")
    assert (view.waits, view.complete) == (True, False)
    assert gaps_of(chain, date(2019, 7, 1)) == {"difference": ["It was to be known by now, and is not recorded."]}


def test_only_a_difference_can_be_too_early_to_tell(cast: Cast) -> None:
    chain = chain_made(priority_made(cast.a), "did")
    with pytest.raises(NotAllowed, match="Only a difference"):
        link_save(by=None, chain=chain, step="next", version=0, text="<p>x</p>", known_by=TODAY)
    with pytest.raises(IntegrityError, match="only_a_difference"), transaction.atomic():
        ImpactLink.objects.filter(chain=chain).update(known_by=TODAY)


def test_figures_are_found_by_words_and_ticked_without_losing_what_is_typed(cast: Cast, manager: Client) -> None:
    statement_made(cast.a)
    chain = chain_made(priority_made(cast.a))
    url = reverse("impact_link", args=[cast.a.slug, chain.pk, "evidence"])
    half = {"text": "Half a thought", "words": "total income", "version": "0", "happened_on-day": "31", "find": "1"}
    page = manager.post(url, half).content.decode()
    assert "Total income (actual), 2018-19: £1,000.00" in page
    assert "Half a thought" in page
    assert 'value="31"' in page
    assert not ImpactLink.objects.exists()
    said = entry(figures=FIGURE, words="total income")
    page = manager.post(url, said, follow=True).content.decode()
    assert ImpactLink.objects.get().figures == [FIGURE]
    assert "<strong>£1,000.00</strong>" in page
    assert "checked" in manager.get(url).content.decode()


def test_evidence_is_found_and_ticked_and_is_a_source(cast: Cast, manager: Client) -> None:
    box = box_made(cast.a, heading="Calls are answered sooner", agency=cast.other_agency)
    chain = chain_made(priority_made(cast.a))
    url = reverse("impact_link", args=[cast.a.slug, chain.pk, "evidence"])
    assert "Calls are answered sooner" in manager.post(url, {"words": "answered", "find": "1"}).content.decode()
    manager.post(url, entry(source="", boxes=box.slug, words="answered"))
    assert ImpactLink.objects.get().boxes.get() == box
    assert "evidence" not in gaps_of(chain)
    page = reverse("impact_list", args=[cast.a.slug])
    assert "Evidence: Calls are answered sooner" in manager.get(page).content.decode()
    lead = Client()
    lead.force_login(cast.lead)
    words = lead.get(page).content.decode()
    assert "Evidence from Mid County Police" in words
    assert "Calls are answered sooner" not in words  # the words are the police's own until they are printed


def test_evidence_of_another_partnership_can_not_be_named(cast: Cast, manager: Client) -> None:
    box = box_made(cast.b)
    chain = chain_made(priority_made(cast.a))
    url = reverse("impact_link", args=[cast.a.slug, chain.pk, "evidence"])
    manager.post(url, entry(boxes=box.slug, words="evidence"))
    assert not ImpactLink.objects.filter(boxes=box).exists()
    with pytest.raises(NotAllowed, match="another partnership"):
        link_save(by=None, chain=chain, step="did", version=0, text="<p>x</p>", boxes=[box])


def test_a_figure_nobody_knows_any_more_is_shown_and_not_lost(cast: Cast, manager: Client) -> None:
    chain = chain_made(priority_made(cast.a))
    key = "governance/finance.income-total?period=1999-00"
    link_save(by=None, chain=chain, step="evidence", version=0, text="<p>x</p>", figures=[key])
    page = manager.get(reverse("impact_list", args=[cast.a.slug])).content.decode()
    assert f"A figure that can not be found: {key}" in page
    url = reverse("impact_link", args=[cast.a.slug, chain.pk, "evidence"])
    manager.post(url, entry(version="1", figures=key))
    assert ImpactLink.objects.get().figures == [key]


def test_the_slower_of_two_sees_both_links(cast: Cast, manager: Client) -> None:
    chain = chain_made(priority_made(cast.a))
    said = {"text": "<p>Theirs</p>", "source": "Their source"}
    link_save(by=cast.second_manager, chain=chain, step="did", version=0, **said)  # type: ignore[arg-type]
    response = manager.post(reverse("impact_link", args=[cast.a.slug, chain.pk, "did"]), entry(text="Mine"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Second board manager of A saved this page" in page
    assert "Theirs" in page
    assert "Mine" in page
    with pytest.raises(Overtaken):
        link_save(by=None, chain=chain, step="did", version=0, text="<p>Again</p>")


def test_saving_the_same_again_changes_nothing_and_empty_words_are_refused(cast: Cast) -> None:
    chain = chain_made(priority_made(cast.a))
    for _ in range(2):
        link = link_save(by=None, chain=chain, step="did", version=0, text="<p>Once</p>")
    assert link.version == 1
    with pytest.raises(NotAllowed, match="Say something"):
        link_save(by=None, chain=chain, step="evidence", version=0, text="<p> </p>")
    with pytest.raises(NotAllowed, match="is not the name of a figure"):
        link_save(by=None, chain=chain, step="evidence", version=0, text="<p>x</p>", figures=["nonsense"])


def test_a_chain_taken_out_leaves_its_words_in_the_trail(cast: Cast, manager: Client) -> None:
    chain = chain_made(priority_made(cast.a), "did")
    manager.post(reverse("impact_chain_remove", args=[cast.a.slug, chain.pk]))
    assert not ImpactChain.objects.exists()
    assert AuditEvent.objects.get(action="impact_chain_remove").before == {"What we did": "Told: did"}


def test_a_priority_without_a_chain_is_one_gap_and_the_sums_can_be_printed(cast: Cast) -> None:
    plan = plan_made(cast.a, "Told", "Silent", "Half")
    told, _, half = plan.priorities.all()
    chain_made(told, *WHOLE)
    chain_made(half, "did")
    impact = plan_impact(plan, TODAY)
    assert (impact.chains, impact.complete, impact.waiting, impact.gaps) == (2, 1, 0, 4)
    names = ("impact.chains", "impact.complete", "impact.gaps", "priorities.all", "priorities.none-recorded")
    keys = [FactKey.parse(f"governance/{name}?period=2018-19") for name in names]
    assert [fact.text for fact in PROVIDER.resolve(cast.a, keys).values()] == ["2", "1", "4", "3", "3"]
    nothing = ("impact.weather?period=2018-19", "impact.gaps?period=1999-00", "priorities.sideways?period=2018-19")
    assert PROVIDER.resolve(cast.a, [FactKey.parse(f"governance/{name}") for name in nothing]) == {}


def test_an_adults_board_asks_what_is_different_for_adults_at_risk(cast: Cast, manager: Client) -> None:
    cast.a.kind = "adults"
    cast.a.save()
    chain = chain_made(priority_made(cast.a))
    page = manager.get(reverse("impact_link", args=[cast.a.slug, chain.pk, "difference"])).content.decode()
    assert "What is different for adults at risk?" in page


def test_a_reader_sees_gaps_and_no_way_to_change_them(cast: Cast) -> None:
    chain_made(priority_made(cast.a), "did")
    client = Client()
    client.force_login(cast.reader)
    page = client.get(reverse("impact_list", args=[cast.a.slug])).content.decode()
    assert "Nothing is recorded about what is different for children." in page
    assert "Remove this chain" not in page


@pytest.mark.parametrize("step", ["weather", "Did"])
def test_a_step_that_is_none_of_the_four_is_not_found(cast: Cast, manager: Client, step: str) -> None:
    chain = chain_made(priority_made(cast.a))
    assert manager.get(reverse("impact_link", args=[cast.a.slug, chain.pk, step])).status_code == 404


def test_two_chains_of_one_title_are_one(cast: Cast) -> None:
    priority: Priority = priority_made(cast.a)
    assert chain_start(by=None, priority=priority, title="One") == chain_start(by=None, priority=priority, title="One")
    other = priority_add(by=None, plan=priority.plan, title="Another")
    assert chain_start(by=None, priority=other, title="One").priority == other


LINK = st.builds(
    lambda step, day, source, known: ImpactLink(
        step=step, text="x", happened_on=day, source=source, known_by=known if step == Step.DIFFERENCE else None
    ),
    st.sampled_from(Step),
    st.none() | st.dates(),
    st.sampled_from(["", "Minutes"]),
    st.none() | st.dates(),
)


@given(st.lists(LINK, unique_by=lambda link: link.step), st.dates())
def test_a_chain_is_complete_waits_or_has_gaps_and_never_two_of_them(links: list[ImpactLink], day: date) -> None:
    view = ChainView(chain=ImpactChain(title="x"), steps=steps_on(links, day, "children"))
    assert [step.step for step in view.steps] == list(Step)
    assert [view.complete, view.waits, view.gaps > 0].count(True) == 1
    told = all(link.happened_on is not None and link.source and link.known_by is None for link in links) and len(
        links
    ) == len(Step)
    assert view.complete == told


@pytest.mark.parametrize("step", ["did", "evidence", "difference"])
def test_only_what_comes_next_may_lie_ahead(cast: Cast, step: str) -> None:
    chain, said = chain_made(priority_made(cast.a)), {"text": "<p>x</p>", "happened_on": date(2131, 1, 1)}
    with pytest.raises(NotAllowed, match="today or in the past"):
        link_save(by=None, chain=chain, step=step, version=0, **said)
    link_save(by=None, chain=chain, step="next", version=0, **said)
