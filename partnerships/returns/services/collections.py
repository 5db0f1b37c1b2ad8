"""Opening, closing and extending collections."""

from collections.abc import Collection as Several
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Agency, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.directory.services.locking import save_if_unchanged
from partnerships.returns.models import Collection, CollectionItem, IndicatorSet, IndicatorVersion, Return, SetItem
from partnerships.returns.policies import COLLECTION_TRANSITIONS, check_reason
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import advance


@transaction.atomic
def collection_open(
    *,
    by: User | None,
    partnership: Partnership,
    indicator_set: IndicatorSet,
    period: Period,
    due_on: date,
    opens_on: date | None = None,
    closes_on: date | None = None,
    title: str = "",
    agencies: Several[Agency] | None = None,
) -> Collection:
    """Open a collection: pin each indicator's definition of today and make a return for each agency that answers.

    `agencies` None asks every agency that has not left. ValidationError when the set is empty, the days are out of
    order, or the period was already asked for.
    """
    opens_on = opens_on or min(timezone.localdate(), due_on)
    closes_on = closes_on or due_on
    lines = list(indicator_set.items.filter(indicator__retired_on__isnull=True).prefetch_related("agencies"))
    _check_days(opens_on, due_on, closes_on)
    if not lines:
        raise ValidationError({"indicator_set": "This set has no indicators yet. Add some before you open it."})
    title = title.strip() or f"{indicator_set.name}, {period.label}"
    days = {"start": period.start, "end": period.end, "opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
    collection = _created(
        Collection(partnership=partnership, set=indicator_set, title=title, token=period.token, opened_by=by, **days)
    )
    _pin(collection, lines)
    asked = _asked(collection, lines, agencies)
    Return.objects.bulk_create([Return(collection=collection, agency=agency) for agency in asked])
    audit_record(
        by=by,
        action="collection_open",
        partnership=partnership,
        about=collection,
        after={"period": period.token, "due_on": due_on, "agencies": [agency.slug for agency in asked]},
    )
    return collection


@transaction.atomic
def collection_close(*, by: User, collection: Collection) -> None:
    """Close a collection: agencies can change nothing any more unless they get an extension."""
    advance(collection, "close", COLLECTION_TRANSITIONS)
    audit_record(by=by, action="collection_close", partnership=collection.partnership, about=collection)


@transaction.atomic
def collection_reopen(*, by: User, collection: Collection, closes_on: date) -> None:
    """Open a closed collection again until `closes_on`."""
    _check_days(collection.opens_on, collection.due_on, closes_on)
    if closes_on < timezone.localdate():
        raise ValidationError({"closes_on": "The new closing day can not be in the past."})
    before = collection.closes_on
    advance(collection, "reopen", COLLECTION_TRANSITIONS, closes_on=closes_on)
    audit_record(
        by=by,
        action="collection_reopen",
        partnership=collection.partnership,
        about=collection,
        before={"closes_on": before},
        after={"closes_on": closes_on},
    )


@transaction.atomic
def collection_reschedule(*, by: User, collection: Collection, version: int, due_on: date, closes_on: date) -> None:
    """Change the day returns are due and the last day agencies can change them. Overtaken if somebody else was first.

    What agencies were given more time for keeps its own day.
    """
    _check_days(collection.opens_on, due_on, closes_on)
    before = {"due_on": collection.due_on, "closes_on": collection.closes_on}
    save_if_unchanged(collection, version=version, due_on=due_on, closes_on=closes_on)
    audit_record(
        by=by,
        action="collection_reschedule",
        partnership=collection.partnership,
        about=collection,
        before=before,
        after={"due_on": due_on, "closes_on": closes_on},
    )


@transaction.atomic
def return_extend(*, by: User, of_return: Return, until: date, reason: str) -> None:
    """Give an agency until `until` (inclusive) to hand in, with a reason that is shown with the return."""
    reason = check_reason(reason, message="Say why the agency gets more time.")
    if until <= of_return.collection.due_on:
        raise ValidationError({"until": "The new day must be after the day the collection is due."})
    before = of_return.extended_to
    Return.objects.filter(pk=of_return.pk).update(extended_to=until, extension_reason=reason)
    of_return.extended_to, of_return.extension_reason = until, reason
    audit_record(
        by=by,
        action="return_extend",
        partnership=of_return.collection.partnership,
        about=of_return,
        before={"extended_to": before},
        after={"extended_to": until, "reason": reason},
    )


def _check_days(opens_on: date, due_on: date, closes_on: date) -> None:
    if due_on < opens_on:
        raise ValidationError({"due_on": "The day it is due can not be before the day it opens."})
    if closes_on < due_on:
        raise ValidationError({"closes_on": "The closing day can not be before the day it is due."})


def _created(collection: Collection) -> Collection:
    try:
        with transaction.atomic():
            collection.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(
            {"period": f"This set was already opened for {collection.period.label}. Use that collection."}
        ) from None
    return collection


def _pin(collection: Collection, lines: Sequence[SetItem]) -> None:
    definitions = {
        row.indicator_id: row
        for row in IndicatorVersion.objects.in_force().filter(indicator__in=[line.indicator_id for line in lines])
    }
    items = CollectionItem.objects.bulk_create(
        CollectionItem(
            collection=collection,
            indicator_id=line.indicator_id,
            definition=definitions[line.indicator_id],
            heading=line.heading,
            order=line.order,
            for_all=line.for_all,
        )
        for line in lines
    )
    through = CollectionItem.agencies.through
    through.objects.bulk_create(
        through(collectionitem_id=item.pk, agency_id=agency.pk)
        for item, line in zip(items, lines, strict=True)
        for agency in line.agencies.all()
    )


def _asked(collection: Collection, lines: Sequence[SetItem], agencies: Several[Agency] | None) -> list[Agency]:
    seated = Agency.objects.of(collection.partnership).select_related("organisation")
    if agencies is not None:
        return list(seated.filter(pk__in=[agency.pk for agency in agencies]))
    seated = seated.filter(Q(left_on__isnull=True) | Q(left_on__gte=collection.start))
    if any(line.for_all for line in lines):
        return list(seated)
    named = {agency.pk for line in lines for agency in line.agencies.all()}
    return list(seated.filter(pk__in=named))
