"""Whom a recommendation is addressed to."""

from collections.abc import Iterable

from partnerships.directory.models import Agency
from reviews.cases.models import Addressee, Recommendation
from safeguarding.lib.workflow import NotAllowed


def addressees_set(recommendation: Recommendation, agencies: Iterable[Agency], body: str) -> dict[str, list[str]]:
    """Address a recommendation to these agencies, a body named in words and nobody else; return who came and went.

    Call inside a transaction. Raises NotAllowed for somebody who has answered: an answer is withdrawn with a reason.
    """
    body, wanted = body.strip(), {agency.pk: agency for agency in agencies}
    if any(agency.partnership_id != recommendation.case.partnership_id for agency in wanted.values()):
        raise NotAllowed("Choose an agency of this partnership.", code="agencies")
    standing = list(recommendation.addressees.select_related("agency__organisation"))
    gone = [one for one in standing if (one.agency_id not in wanted if one.agency_id else one.body != body)]
    if answered := next((one for one in gone if one.stance), None):
        raise NotAllowed(
            f"{answered.name} has answered. Withdraw that with a reason first, on the page of recommendations.",
            code="agencies" if answered.agency_id else "body",
        )
    known = {one.agency_id for one in standing}
    come = [Addressee(recommendation=recommendation, agency=row) for pk, row in wanted.items() if pk not in known]
    if body and body not in {one.body for one in standing}:
        come.append(Addressee(recommendation=recommendation, body=body))
    Addressee.objects.filter(pk__in=[one.pk for one in gone]).delete()
    Addressee.objects.bulk_create(come)
    return {"added": [one.name for one in come], "removed": [one.name for one in gone]}
