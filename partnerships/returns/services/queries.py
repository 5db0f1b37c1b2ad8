"""Questions about figures, and explanations of what a rule noticed."""

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from partnerships.returns.models import Explanation, Observation, Query, QueryEntry, Return
from partnerships.returns.policies import QUERY_TRANSITIONS, check_reason
from partnerships.returns.selectors.grid import Cell
from safeguarding.lib.workflow import advance


@transaction.atomic
def query_open(*, by: User, of_return: Return, cell: Cell, text: str) -> Query:
    """Ask a question about a figure, given or not yet given."""
    text = check_reason(text, message="Write the question.")
    observation, _ = Observation.objects.get_or_create(
        of_return=of_return, indicator_id=cell.item.indicator_id, category=cell.category.slug
    )
    query = Query.objects.create(observation=observation)
    QueryEntry.objects.create(query=query, text=text, by=by)
    _audit(by, "query_open", of_return, query, cell.name, text)
    return query


@transaction.atomic
def query_answer(*, by: User, query: Query, text: str) -> None:
    """Answer a question."""
    _say(by, query, "answer", check_reason(text, message="Write the answer."))


@transaction.atomic
def query_ask_again(*, by: User, query: Query, text: str) -> None:
    """Ask again because the answer does not settle it."""
    _say(by, query, "ask_again", check_reason(text, message="Write what is still unclear."))


@transaction.atomic
def query_close(*, by: User, query: Query) -> None:
    """Close a question: a right apart from answering it."""
    advance(query, "close", QUERY_TRANSITIONS, closed_at=timezone.now(), closed_by=by)
    _audit(by, "query_close", query.observation.of_return, query, str(query.observation), "")


@transaction.atomic
def explanation_give(*, by: User, of_return: Return, cell: Cell, rule: str, text: str) -> Explanation:
    """Explain why a figure a rule queried is right. It holds while the figure stays the same."""
    text = check_reason(text, message="Write why the figure is right.")
    observation, _ = Observation.objects.get_or_create(
        of_return=of_return, indicator_id=cell.item.indicator_id, category=cell.category.slug
    )
    return Explanation.objects.create(
        observation=observation, rule=rule, figure=cell.entry.fingerprint, text=text, by=by
    )


def _say(by: User, query: Query, event: str, text: str) -> None:
    advance(query, event, QUERY_TRANSITIONS)
    QueryEntry.objects.create(query=query, text=text, by=by)
    _audit(by, f"query_{event}", query.observation.of_return, query, str(query.observation), text)


def _audit(by: User, action: str, of_return: Return, query: Query, cell: str, text: str) -> None:
    audit_record(
        by=by,
        action=action,
        partnership=of_return.collection.partnership,
        about=query,
        label=f"{of_return}: {cell}",
        after={"text": text} if text else None,
    )
