"""Locking a contribution and writing to the audit trail about it."""

from collections.abc import Mapping

from partnerships.contributions.models import Contribution
from partnerships.directory.models import User
from partnerships.directory.services import audit_record


def contribution_locked(pk: int) -> Contribution:
    """Return the stored contribution, locked until the transaction ends."""
    rows = Contribution.objects.select_for_update(of=("self",)).select_related(
        "round__partnership", "round__template", "agency__organisation", "group", "area", "theme"
    )
    return rows.get(pk=pk)


def tell(
    by: User | None,
    action: str,
    about: Contribution,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Append an event about a contribution."""
    audit_record(by=by, action=action, partnership=about.round.partnership, about=about, before=before, after=after)
