"""What is saved now of a record several people edit."""

from typing import TypeVar

from partnerships.assurance.models.base import Kept

Record = TypeVar("Record", bound=Kept)


def saved_now(row: Record) -> Record:
    """Return the record as it is stored, with who saved it last, to be read beside what somebody else entered."""
    stored: Record = type(row)._base_manager.select_related("updated_by").get(pk=row.pk)
    return stored
