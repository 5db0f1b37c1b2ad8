"""What needs attention in a partnership, gathered from the rooms."""

from collections.abc import Callable
from datetime import date

from partnerships.actions.attention import attention as actions_attention
from partnerships.assessments.attention import attention as assessments_attention
from partnerships.assurance.attention import attention as assurance_attention
from partnerships.contributions.attention import attention as contributions_attention
from partnerships.directory.attention import attention as directory_attention
from partnerships.directory.authz.access import Access
from partnerships.evidence.attention import attention as evidence_attention
from partnerships.governance.attention import attention as governance_attention
from partnerships.returns.attention import returns_attention
from partnerships.training.attention import attention as training_attention
from reports.studio.attention import attention as studio_attention
from reviews.cases.attention import cases_attention
from safeguarding.lib.attention import AttentionItem

# Each source asks its own room what this person may and should act on, in a constant number of queries.
SOURCES: tuple[Callable[[Access], list[AttentionItem]], ...] = (
    returns_attention,
    contributions_attention,
    evidence_attention,
    governance_attention,
    training_attention,
    assessments_attention,
    assurance_attention,
    cases_attention,
    actions_attention,
    studio_attention,
    directory_attention,
)


def attention_for(access: Access) -> list[AttentionItem]:
    """Return everything that needs this person, most urgent first."""
    items = [item for source in SOURCES for item in source(access)]
    return sorted(items, key=lambda item: (item.urgency, item.due or date.max, item.text))
