"""Which statements a respondent answers: a trust some of them once, its schools the rest."""

from collections.abc import Collection, Iterable, Sequence

from partnerships.assessments.models import Response, Statement


def agencies_with_sites(responses: Iterable[Response]) -> set[int]:
    """Return the agencies that answer per site in a round."""
    return {row.agency_id for row in responses if row.site_id and row.agency_id}


def statements_for(response: Response, statements: Sequence[Statement], with_sites: Collection[int]) -> list[Statement]:
    """Return the statements of one response, of those given. An agency without sites answers all of them. With sites
    it answers those marked once and each site the rest."""
    if response.agency_id not in with_sites:
        return list(statements)
    return [row for row in statements if row.once != bool(response.site_id)]
