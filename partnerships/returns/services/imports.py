"""Figures that come in a file."""

from collections.abc import Mapping

from django.db import transaction

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from partnerships.returns.models import ObservationVersion, Return
from partnerships.returns.services.observations import Source
from partnerships.returns.services.sheets import Fields, Outcome, sheet_save


@transaction.atomic
def figures_import(
    *,
    by: User,
    of_return: Return,
    said: Mapping[str, Fields],
    file_name: str,
    beyond_closing: bool = False,
) -> Outcome:
    """Save the figures of a spreadsheet that a person has looked through. Questions and comments are untouched;
    figures somebody changed since the download come back as conflicts.
    """
    outcome = sheet_save(
        by=by,
        of_return=of_return,
        said=said,
        source=Source(ObservationVersion.Origin.UPLOADED, document=file_name[:255]),
        beyond_closing=beyond_closing,
    )
    audit_record(
        by=by,
        action="figures_import",
        partnership=of_return.collection.partnership,
        about=of_return,
        after={"file": file_name, "saved": outcome.saved, "not saved": sorted({*outcome.problems, *outcome.conflicts})},
    )
    return outcome
