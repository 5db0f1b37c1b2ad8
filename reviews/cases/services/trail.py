"""The register's own audit trail: a ledger apart, so that the partnership's trail does not know of any case."""

from collections.abc import Mapping
from typing import Any

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from reviews.cases.models import Case
from reviews.cases.selectors.trail import ledger_of


def case_audit(
    *,
    by: User | None,
    action: str,
    case: Case,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append one event about a case to the ledger of its partnership."""
    register_audit(by=by, action=action, partnership=case.partnership, about=case, before=before, after=after)


def register_audit(
    *,
    by: User | None,
    action: str,
    partnership: Partnership,
    about: Case | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append one event about the register, or one of its cases, to the ledger."""
    audit_record(
        by=by,
        action=action,
        partnership=partnership,
        about=about,
        before=before,
        after=after,
        ledger=ledger_of(partnership),
    )
