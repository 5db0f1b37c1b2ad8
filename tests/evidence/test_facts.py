"""What evidence offers to reports as figures."""

from decimal import Decimal

from pytest_django import DjangoAssertNumQueries

from partnerships.evidence.facts import PROVIDER, voice_key
from partnerships.evidence.services import box_withdraw
from safeguarding.lib.facts import FactKey, Status
from tests.evidence.factories import box_made
from tests.support.cast import Cast


def test_shares_of_a_survey_are_worked_out_and_can_be_traced(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    box = box_made(cast.a, "voice", heading="Way to school", agency=cast.agency)
    keys = [voice_key(box.slug, part) for part in ("asked", "answered", "agreed", "response", "share")]
    with django_assert_num_queries(2):
        facts = PROVIDER.resolve(cast.a, keys)
    assert [facts[str(key)].cell for key in keys] == ["400", "160", "120", "40.0", "75.0"]
    share = facts[str(keys[4])]
    assert share.provenance.inputs == (str(keys[2]), str(keys[1]))
    assert facts[str(keys[0])].provenance.trace.endswith(f"/evidence/boxes/{box.slug}/")
    assert PROVIDER.resolve(cast.b, keys) == {}


def test_a_percentage_the_source_prints_without_a_base_says_so(cast: Cast) -> None:
    details = {"agreed": None, "answered": None, "asked": None, "printed_share": "93.4"}
    box = box_made(cast.a, "voice", details=details)
    facts = PROVIDER.resolve(cast.a, [voice_key(box.slug, "share"), voice_key(box.slug, "answered")])
    share, answered = facts.values()
    assert (share.value, share.provenance.origin) == (Decimal("93.4"), "imported")
    assert "does not say how many" in share.note
    assert answered.status is Status.NOT_AVAILABLE


def test_boxes_of_a_kind_are_counted_for_a_period_without_withdrawn_ones(cast: Cast) -> None:
    box_made(cast.a, "learning", heading="One")
    box_made(cast.a, "learning", heading="Two")
    box_withdraw(by=None, box=box_made(cast.a, "learning", heading="Three"), reason="Twice")
    this, other = (FactKey("evidence/boxes", {"kind": "learning", "period": year}) for year in ("2026-27", "2025-26"))
    facts = PROVIDER.resolve(cast.a, [this, other, FactKey("evidence/boxes", {"kind": "x", "period": "2026-27"})])
    assert {key: fact.cell for key, fact in facts.items()} == {str(this): "2", str(other): "0"}
    assert [entry.label for entry in PROVIDER.catalogue(cast.a, "learning 2026-27")] == ["Learning captured"]


def test_the_catalogue_lists_the_figures_of_voices(cast: Cast) -> None:
    box_made(cast.a, "voice", heading="Way to school")
    labels = [entry.label for entry in PROVIDER.catalogue(cast.a, "way to school share")]
    assert labels == [
        "Way to school: share of those asked who answered",
        "Way to school: share of those who answered who said this",
    ]
