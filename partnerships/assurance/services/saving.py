"""How every change of this room is written: compare, count the version up, stamp, record."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max, Model, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from partnerships.assurance.models.base import Kept
from partnerships.directory.models import Partnership, PartnershipOwned, User
from partnerships.directory.services import audit_record
from partnerships.directory.services.locking import queue_up, save_if_unchanged


def changed(
    *,
    by: User | None,
    action: str,
    row: Kept,
    version: int,
    fields: Mapping[str, Any],
    beside: Mapping[str, tuple[Any, Any]] | None = None,
) -> bool:
    """Write the fields that differ and record them; return False, changing nothing, when all is the same.

    `beside` names what changes in other tables with the row, each with what was and what will be: the row's version
    moves for it too. Raises Overtaken.
    """
    more = {name: pair for name, pair in (beside or {}).items() if pair[0] != pair[1]}
    differing = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not differing and not more:
        return False
    before = {name: plain(getattr(row, name)) for name in differing} | {name: pair[0] for name, pair in more.items()}
    save_if_unchanged(row, version=version, updated_at=timezone.now(), updated_by=by, **differing)
    after = {name: plain(value) for name, value in differing.items()} | {name: pair[1] for name, pair in more.items()}
    audit_record(by=by, action=action, partnership=row.partnership, about=row, before=before, after=after)
    return True


def recorded(*, by: User | None, action: str, partnership: Partnership, about: Model, said: Mapping[str, Any]) -> None:
    """Record what was added, without what was left empty."""
    after = {name: plain(value) for name, value in said.items() if value not in (None, "")}
    audit_record(by=by, action=action, partnership=partnership, about=about, after=after)


def next_number(model: type[PartnershipOwned], partnership: Partnership) -> int:
    """Return the next number of a register; whoever adds at the same moment waits until the transaction ends."""
    queue_up(partnership)
    last: int | None = model.objects.of(partnership).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def free_slug(rows: QuerySet[Any], partnership: Partnership, words: str) -> str:
    """Return a slug of `words` no row of the register has; fact keys are made of it, so it never changes."""
    queue_up(partnership)
    stem = slugify(words)[:70].strip("-") or "item"
    taken = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
    tries = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10_000))
    return next(slug for slug in tries if slug not in taken)


def plain(value: Any) -> Any:
    """Return a value as the audit trail keeps it: rows by their name."""
    return str(value) if isinstance(value, Model) else value
