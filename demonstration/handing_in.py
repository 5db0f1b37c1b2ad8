"""Answering a collection the way agencies do: figures, submission by the lead, acceptance by a board manager."""

from collections.abc import Callable

from partnerships.directory.models import User
from partnerships.returns.entries import Entry
from partnerships.returns.models import Collection, Return
from partnerships.returns.selectors.findings import findings
from partnerships.returns.selectors.grid import Cell, grid
from partnerships.returns.services.observations import TYPED, Source, observation_save
from partnerships.returns.services.queries import explanation_give
from partnerships.returns.services.returns import return_accept, return_submit

Answers = Callable[[Return, Cell], tuple[Entry, Source] | None]


def fill(of_return: Return, *, by: User, answers: Answers) -> None:
    """Save what `answers` says about each cell; None leaves the cell blank."""
    for cell in grid(of_return).cells:
        said = answers(of_return, cell)
        if said is None:
            continue
        entry, source = said
        observation_save(
            by=by,
            of_return=of_return,
            item=cell.item,
            category=cell.category.slug,
            entry=entry,
            expected=cell.lock,
            source=source,
            beyond_closing=True,
        )


def hand_in(of_return: Return, *, by: User, why: str) -> None:
    """Explain every question the rules ask with `why`, then submit."""
    for finding in findings(grid(of_return)):
        if finding.blocks:
            explanation_give(by=by, of_return=of_return, cell=finding.cell, rule=finding.rule.key, text=why)
    return_submit(by=by, of_return=of_return, beyond_closing=True)


def accept(collection: Collection, *, by: User) -> None:
    """Accept every return of the collection that was handed in by somebody else."""
    for of_return in Return.objects.filter(collection=collection, status=Return.Status.SUBMITTED).exclude(
        submitted_by=by
    ):
        return_accept(by=by, of_return=of_return)


__all__ = ["TYPED", "Answers", "accept", "fill", "hand_in"]
