"""Reads of the action log that span tables. Pages start from `visible`, figures and files from `shared`."""

from partnerships.actions.selectors.board import Column, ageing, attention_counts, board, status_counts
from partnerships.actions.selectors.log import (
    agencies_of,
    evidence_of,
    knows_all,
    log_page,
    mergeable,
    origin_actions,
    origin_progress,
    owner_kept_out,
    people_of,
    periods_of,
    shared_log,
    story,
    visible,
)
from partnerships.actions.selectors.standing import report_rows, standings, stood_on
from partnerships.actions.selectors.trail import ledger_of

__all__ = [
    "Column",
    "ageing",
    "agencies_of",
    "attention_counts",
    "board",
    "evidence_of",
    "knows_all",
    "ledger_of",
    "log_page",
    "mergeable",
    "origin_actions",
    "origin_progress",
    "owner_kept_out",
    "people_of",
    "periods_of",
    "report_rows",
    "shared_log",
    "standings",
    "status_counts",
    "stood_on",
    "story",
    "visible",
]
