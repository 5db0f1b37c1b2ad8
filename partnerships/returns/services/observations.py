"""Saving one figure. Every door (page, paste, upload, API, import) ends in `observation_save`.

An autosave writes no audit event: the append-only ObservationVersion row already says who, when, how and what was
there before, and can be changed by nobody. The audit trail's chain has one head per partnership, so an event per
keystroke would make every agency's cells wait for each other. Marks, restores, submission, acceptance, sending back
and reopening are audited.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from partnerships.returns.entries import WITH_FIGURE, Entry, entry_checked
from partnerships.returns.models import CollectionItem, Observation, ObservationVersion, Return
from partnerships.returns.policies import check_editable
from safeguarding.lib.facts import Qualifier, Status
from safeguarding.lib.prepared import Prepared, number, text
from safeguarding.lib.workflow import Overtaken

Origin = ObservationVersion.Origin


class OvertakenFigure(Overtaken):
    """Somebody else saved the cell first. Carries both: `saved` is what is kept, `yours` what was not saved."""

    def __init__(self, saved: ObservationVersion | None, yours: Entry, lock: int) -> None:
        super().__init__("Somebody else saved this figure while you were typing. Choose which one to keep.")
        self.saved = saved
        self.yours = yours
        self.lock = lock


@dataclass(frozen=True)
class Source:
    """How a figure came in; `document` and `place` only where it was imported from a published document."""

    origin: str = Origin.TYPED
    document: str = ""
    place: str = ""


@dataclass(frozen=True)
class Saved:
    """What is kept now. `changed` is False when the same was said before and no version was added."""

    observation: Observation
    version: ObservationVersion | None
    changed: bool


TYPED = Source()
_LOCK = Prepared(
    lambda: (
        Return.objects.select_for_update(of=("self",))
        .filter(pk=number("pk"))
        .order_by()
        .values_list("status", "extended_to", "open_until")
    )
)
_LATEST = Prepared(
    lambda: (
        ObservationVersion.objects.current()
        .filter(
            observation__of_return_id=number("of_return"),
            observation__indicator_id=number("indicator"),
            observation__category=text("category"),
        )
        .select_related("observation")
        .order_by()
    )
)


@transaction.atomic
def observation_save(
    *,
    by: User | None,
    of_return: Return,
    item: CollectionItem,
    entry: Entry,
    expected: int,
    category: str = "",
    source: Source = TYPED,
    beyond_closing: bool = False,
) -> Saved:
    """Keep what is said about a cell as a new version, if the cell is still at version `expected`.

    Saying the same twice keeps one version. ValidationError for a figure the definition does not allow,
    NotAllowed for a locked return, OvertakenFigure with both values when somebody else was first.
    """
    current = _locked(of_return)
    check_editable(current, beyond_closing=beyond_closing)
    if category not in {cell.slug for cell in item.definition.cells}:
        raise ValidationError({"value": f"“{category}” is not a category of {item.definition.name}."})
    entry = entry_checked(item.definition, entry, current.collection.period)
    return _keep(by, current, item, category, _tidied(entry), expected, source)


@transaction.atomic
def observation_mark(
    *,
    by: User,
    of_return: Return,
    item: CollectionItem,
    status: Status,
    expected: int,
    category: str = "",
    reason: str = "",
    comment: str = "",
    beyond_closing: bool = False,
) -> Saved:
    """Say that a figure is nil, not available, not applicable or not collected (these three need a reason)."""
    saved = observation_save(
        by=by,
        of_return=of_return,
        item=item,
        category=category,
        entry=Entry(status=status, reason=reason.strip(), comment=comment),
        expected=expected,
        beyond_closing=beyond_closing,
    )
    if saved.changed:
        after = {"cell": _name(item, category), "status": status.value, "reason": reason}
        _audit(by, "observation_mark", of_return, after)
    return saved


@transaction.atomic
def observation_restore(
    *, by: User, observation: Observation, number: int, expected: int, beyond_closing: bool = False
) -> Saved:
    """Say again what version `number` said. The versions in between stay."""
    of_return = observation.of_return
    past = ObservationVersion.objects.select_related("definition").get(observation=observation, number=number)
    item = CollectionItem.objects.select_related("indicator", "definition").get(
        collection=of_return.collection_id, indicator=observation.indicator_id
    )
    saved = observation_save(
        by=by,
        of_return=of_return,
        item=item,
        category=observation.category,
        entry=Entry.of(past),
        expected=expected,
        source=Source(past.origin, past.document, past.place),
        beyond_closing=beyond_closing,
    )
    if saved.changed:
        after = {"cell": _name(item, observation.category), "restored": number}
        _audit(by, "observation_restore", of_return, after)
    return saved


def _locked(of_return: Return) -> Return:
    # Locks the return against being handed in between the check and the save; SQLite has one writer anyway. Only
    # what may have changed since it was read is read again: a cell is saved at every keystroke's pause.
    ((of_return.status, of_return.extended_to, of_return.open_until),) = _LOCK(pk=of_return.pk)
    return of_return


def _tidied(entry: Entry) -> Entry:
    if entry.status in WITH_FIGURE:
        return entry
    silent = Entry(status=entry.status, reason=entry.reason, comment=entry.comment)
    return replace(silent, reason="") if entry.status in {Status.BLANK, Status.NIL} else silent


def _keep(
    by: User | None,
    of_return: Return,
    item: CollectionItem,
    category: str,
    entry: Entry,
    expected: int,
    source: Source,
) -> Saved:
    cell: dict[str, Any] = {"of_return": of_return, "indicator_id": item.indicator_id, "category": category}
    latest = next(iter(_LATEST(of_return=of_return.pk, indicator=item.indicator_id, category=category)), None)
    observation = latest.observation if latest else Observation.objects.get_or_create(**cell)[0]
    # A blank cell of a published table is a statement of its own: the source prints nothing there.
    nothing_new = Entry.of(latest) == entry and (latest is not None or source.origin != Origin.IMPORTED)
    if nothing_new:
        return Saved(observation, latest, False)
    moved = Observation.objects.filter(pk=observation.pk, version=expected).update(version=F("version") + 1)
    if not moved:
        raise OvertakenFigure(latest, entry, observation.version)
    observation.version = expected + 1
    version = ObservationVersion(
        observation=observation,
        number=observation.version,
        definition=item.definition,
        by=by,
        origin=source.origin,
        document=source.document,
        place=source.place,
        **{**asdict(entry), "status": Status(entry.status).value, "qualifier": Qualifier(entry.qualifier).value},
    )
    version.save(force_insert=True)
    return Saved(observation, version, True)


def _name(item: CollectionItem, category: str) -> str:
    return f"{item.indicator.slug}.{category}" if category else item.indicator.slug


def _audit(by: User, action: str, of_return: Return, after: Mapping[str, object]) -> None:
    audit_record(by=by, action=action, partnership=of_return.collection.partnership, about=of_return, after=after)
