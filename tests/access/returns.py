"""Rows for the returns room's addresses."""

from typing import Any

from partnerships.returns.services import conflict_record, query_open
from tests.access.table import Row
from tests.returns.factories import Made, cell_of, collection_made, hand_in, indicator_made, return_ready, say
from tests.support.cast import Cast

FIGURES = ("manager", "lead", "contributor", "other_lead", "chair", "signatory", "reader")
SEES_RETURN = ("manager", "lead", "contributor", "chair")
EDITS_RETURN = ("manager", "lead", "contributor")
HANDS_IN = ("manager", "lead")
ALL_RETURNS_AND_OWN = ("manager", "lead", "contributor", "other_lead", "chair")
MANAGES = ("manager",)


def _made(cast: Cast) -> Made:
    return collection_made(cast.a, agencies=[cast.agency])


def _collection(cast: Cast) -> dict[str, Any]:
    return {"collection": _made(cast).collection.pk}


def _draft(cast: Cast) -> dict[str, Any]:
    return {"of_return": _made(cast).first.pk}


def _handed_in(cast: Cast) -> dict[str, Any]:
    of_return = _made(cast).first
    say(of_return, "cp-plans", 116)
    return {"of_return": hand_in(of_return, cast.lead).pk}


def _accepted(cast: Cast) -> dict[str, Any]:
    return {"of_return": return_ready(cast.a, agency=cast.agency).pk}


def _observation(cast: Cast) -> dict[str, Any]:
    return {"observation": say(_made(cast).first, "cp-plans", 116).observation.pk}


def _conflict(cast: Cast) -> dict[str, Any]:
    observation = say(_made(cast).first, "cp-plans", 116).observation
    return {"conflict": conflict_record(by=cast.manager, observation=observation, printed="118", where="Page 4").pk}


def _query(cast: Cast) -> dict[str, Any]:
    of_return = _made(cast).first
    query = query_open(by=cast.manager, of_return=of_return, cell=cell_of(of_return, "cp-plans"), text="Is it right?")
    return {"query": query.pk}


def _indicator(cast: Cast) -> dict[str, Any]:
    indicator_made(cast.a, "cp-plans")
    return {"slug": "cp-plans"}


def _set(cast: Cast) -> dict[str, Any]:
    return {"slug": _made(cast).indicator_set.slug}


CELL = {"name": "cp-plans", "value": "1", "status": "value", "lock": "0"}

ROWS = (
    Row(name="collection_list", allowed=FIGURES),
    Row(name="collection_open", allowed=MANAGES),
    Row(name="collection_detail", allowed=FIGURES, arrange=_collection),
    Row(name="collection_close", allowed=MANAGES, arrange=_collection, method="POST", code=302),
    Row(name="collection_reopen", allowed=MANAGES, arrange=_collection),
    Row(name="collection_days", allowed=MANAGES, arrange=_collection),
    Row(name="collection_export", allowed=FIGURES, arrange=_collection),
    Row(name="return_detail", allowed=SEES_RETURN, arrange=_draft),
    Row(name="return_detail", allowed=EDITS_RETURN, arrange=_draft, method="POST", code=302),
    Row(name="cell_save", allowed=EDITS_RETURN, arrange=_draft, method="POST", data=CELL),
    Row(name="return_fill_nil", allowed=EDITS_RETURN, arrange=_draft, method="POST", code=302),
    Row(name="return_submit", allowed=HANDS_IN, arrange=_draft),
    Row(name="return_submit", allowed=HANDS_IN, arrange=_draft, method="POST", code=422),
    Row(name="return_review", allowed=MANAGES, arrange=_handed_in),
    Row(
        name="return_review",
        allowed=MANAGES,
        arrange=_handed_in,
        method="POST",
        data={"decision": "accept"},
        code=302,
    ),
    Row(name="return_reopen", allowed=MANAGES, arrange=_accepted),
    Row(name="return_extend", allowed=MANAGES, arrange=_draft),
    Row(name="return_template", allowed=SEES_RETURN, arrange=_draft),
    Row(name="return_upload", allowed=EDITS_RETURN, arrange=_draft),
    Row(name="observation_history", allowed=SEES_RETURN, arrange=_observation),
    Row(
        name="observation_history",
        allowed=EDITS_RETURN,
        arrange=_observation,
        method="POST",
        data={"number": "1", "lock": "1"},
        code=302,
    ),
    Row(name="conflict_add", allowed=MANAGES, arrange=_observation),
    Row(name="conflict_settle", allowed=MANAGES, arrange=_conflict),
    Row(
        name="query_reply",
        allowed=EDITS_RETURN,
        arrange=_query,
        method="POST",
        data={"event": "answer", "text": "Yes"},
        code=302,
    ),
    Row(name="query_reply", allowed=MANAGES, arrange=_query, method="POST", data={"event": "close"}, code=302),
    Row(name="rule_list", allowed=FIGURES),
    Row(name="indicator_list", allowed=FIGURES),
    Row(name="indicator_create", allowed=MANAGES),
    Row(name="indicator_detail", allowed=FIGURES, arrange=_indicator),
    Row(name="indicator_revise", allowed=MANAGES, arrange=_indicator),
    Row(name="comparator_add", allowed=MANAGES, arrange=_indicator),
    Row(name="set_create", allowed=MANAGES),
    Row(name="set_edit", allowed=MANAGES, arrange=_set),
    Row(name="shipped_set_list", allowed=MANAGES),
    Row(name="shipped_set_add", allowed=MANAGES, arrange=lambda cast: {"slug": "marac"}, method="POST", code=302),
)
