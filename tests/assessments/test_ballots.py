"""Ballots from the side of those who cast them and of those who read too few of them."""

from decimal import Decimal

from django.test import Client
from django.urls import reverse

from partnerships.assessments.facts import PROVIDER
from partnerships.assessments.models import Participation, Tally
from partnerships.assessments.selectors.statistics import statistics_by_part
from partnerships.assessments.services import ballot_cast, round_close
from safeguarding.lib.facts import FactKey, Status
from tests.assessments.factories import electorate
from tests.assessments.test_anonymous import BALLOTS, form_of, opened
from tests.factories import MembershipFactory
from tests.support.cast import Cast


def test_a_lead_of_two_agencies_answers_for_each_of_them(cast: Cast) -> None:
    voters = electorate(cast, 6)
    (first, lead), (second, _) = voters[:2]
    MembershipFactory(user=lead, partnership=cast.a, role="agency_lead", agency=second)
    held, _ = opened(cast, voters)
    client = Client()
    client.force_login(lead)
    address = reverse("assessment_ballot", args=[cast.a.slug, held.pk])
    assert f"For {second.name}" in client.get(f"{address}?for={second.slug}").content.decode()
    done = client.post(f"{address}?for={second.slug}", form_of(held, BALLOTS[0]), follow=True).content.decode()
    assert f"{second.name} has answered" in done
    assert f"Answer for {first.name}" in done
    assert f"For {first.name}" in client.get(address).content.decode()  # the one that has not answered is preferred
    assert client.post(address, form_of(held, BALLOTS[1])).status_code == 302
    assert set(Participation.objects.filter(used=True).values_list("agency", flat=True)) == {first.pk, second.pk}
    assert client.get(f"{address}?for={voters[2][0].slug}").status_code == 404


def test_a_statement_few_gave_a_score_shows_none_of_them_anywhere(cast: Cast) -> None:
    voters = electorate(cast, 6)
    held, _ = opened(cast, voters)
    keys = [row.pk for part in held.tool.parts.all() for row in part.statements.order_by("number")]
    for number, (agency, _lead) in enumerate(voters):
        # The only score of the first statement is that of one agency; the second has five.
        scores = [Decimal(1) if number == 0 else None, None if number == 0 else Decimal(3), Decimal(2)]
        ballot_cast(held=held, agency=agency, scores=dict(zip(keys, scores, strict=True)), comments={})
    held = round_close(by=cast.manager, held=held)
    assert not Tally.objects.filter(statement=keys[0], score__isnull=False).exists()
    Tally.objects.create(round=held, statement_id=keys[0], score=1, people=1)  # as a round closed before may hold
    (table,) = statistics_by_part(held)
    few, enough, every = table.rows
    assert (few.mode, few.mean, few.range, few.distribution) == ("[c]",) * 4
    assert (enough.distribution, every.distribution) == ("3: 5", "2: 6")
    assert table.overall.distribution == "2: 6, 3: 5"
    client = Client()
    client.force_login(cast.reader)
    for name in ("assessment_detail", "assessment_export"):
        page = client.get(reverse(name, args=[cast.a.slug, held.pk])).content.decode()
        assert "1: 1" not in page
        assert "[c]" in page
    key = FactKey("assessments/standards.leader.mean", {"round": held.slug})
    fact = PROVIDER.resolve(cast.a, [key])[str(key)]
    assert (fact.value, fact.status) == (None, Status.SUPPRESSED)
