"""The only writes to the returns room's tables."""

from partnerships.returns.services.collections import (
    collection_close,
    collection_open,
    collection_reopen,
    collection_reschedule,
    return_extend,
)
from partnerships.returns.services.comparators import comparator_save, conflict_record, conflict_settle
from partnerships.returns.services.imports import figures_import
from partnerships.returns.services.indicators import (
    Definition,
    SetLine,
    indicator_create,
    indicator_retire,
    indicator_revise,
    set_save,
)
from partnerships.returns.services.observations import (
    TYPED,
    OvertakenFigure,
    Saved,
    Source,
    observation_mark,
    observation_restore,
    observation_save,
)
from partnerships.returns.services.queries import (
    explanation_give,
    query_answer,
    query_ask_again,
    query_close,
    query_open,
)
from partnerships.returns.services.returns import (
    NotReady,
    return_accept,
    return_fill_nil,
    return_reopen,
    return_send_back,
    return_submit,
)
from partnerships.returns.services.sets import set_from_lines
from partnerships.returns.services.sheets import Outcome, cell_save, problems_of, sheet_save
from partnerships.returns.services.shipped import shipped_set_add

__all__ = [
    "TYPED",
    "Definition",
    "NotReady",
    "Outcome",
    "OvertakenFigure",
    "Saved",
    "SetLine",
    "Source",
    "cell_save",
    "collection_close",
    "collection_open",
    "collection_reopen",
    "collection_reschedule",
    "comparator_save",
    "conflict_record",
    "conflict_settle",
    "explanation_give",
    "figures_import",
    "indicator_create",
    "indicator_retire",
    "indicator_revise",
    "observation_mark",
    "observation_restore",
    "observation_save",
    "problems_of",
    "query_answer",
    "query_ask_again",
    "query_close",
    "query_open",
    "return_accept",
    "return_extend",
    "return_fill_nil",
    "return_reopen",
    "return_send_back",
    "return_submit",
    "set_from_lines",
    "set_save",
    "sheet_save",
    "shipped_set_add",
]
