"""Reading the register's own audit trail."""

from django.db.models import QuerySet

from partnerships.directory.models import AuditEvent, Partnership
from reviews.cases.models import Case


def ledger_of(partnership: Partnership) -> str:
    """Return the key of the chain that holds the events of the partnership's cases."""
    return f"cases.{partnership.pk}"


def events_about(case: Case) -> QuerySet[AuditEvent]:
    """Return what happened to a case and who read it, newest first."""
    rows = AuditEvent.objects.filter(chain_id=ledger_of(case.partnership))
    return rows.filter(object_type=Case._meta.label_lower, object_id=str(case.pk)).order_by("-id")


def events_of_register(partnership: Partnership) -> QuerySet[AuditEvent]:
    """Return what happened to the register as a whole, newest first: no event here is about one case."""
    return AuditEvent.objects.filter(chain_id=ledger_of(partnership), object_id="").order_by("-id")


def last_saved(case: Case, *actions: str) -> AuditEvent:
    """Return the last event about a case that is one of `actions`: reading it is an event too, but saves nothing."""
    return events_about(case).filter(action__in=actions)[0]
