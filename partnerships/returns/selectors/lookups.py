"""Querysets that pages and the API look one row up in; each fetches what is printed or decided with the row."""

from partnerships.directory.models import Partnership, PartnershipQuerySet
from partnerships.returns.models import (
    Collection,
    CompetingValue,
    Indicator,
    IndicatorSet,
    Observation,
    Query,
    Return,
)
from safeguarding.lib.prepared import Prepared, number

_OWN = {"collection__partnership_id": number("partnership"), "pk": number("pk")}
_NAMED = Prepared(lambda: Return.objects.with_names().filter(**_OWN).order_by())
_PLACED = Prepared(lambda: Return.objects.with_place().filter(**_OWN).order_by())


def return_named(partnership: Partnership, pk: int) -> Return | None:
    """Return a return of this partnership with the names a page prints, or None."""
    return next(iter(_NAMED(partnership=partnership.pk, pk=pk)), None)


def return_placed(partnership: Partnership, pk: int) -> Return | None:
    """Return a return of this partnership with what deciding and saving need and no names, or None."""
    return next(iter(_PLACED(partnership=partnership.pk, pk=pk)), None)


def collections() -> PartnershipQuerySet[Collection]:
    """Return collections with their set."""
    return Collection.objects.select_related("set", "partnership")


def observations() -> PartnershipQuerySet[Observation]:
    """Return figures with their return, its agency and collection."""
    return Observation.objects.select_related(
        "indicator", "of_return__agency__organisation", "of_return__collection__partnership"
    )


def queries() -> PartnershipQuerySet[Query]:
    """Return questions with the figure they are about."""
    return Query.objects.select_related(
        "observation__indicator", "observation__of_return__agency", "observation__of_return__collection__partnership"
    )


def competing_values() -> PartnershipQuerySet[CompetingValue]:
    """Return other printed values with the figure they are about."""
    return CompetingValue.objects.select_related(
        "observation__of_return__agency__organisation", "observation__of_return__collection__partnership"
    )


def indicators() -> PartnershipQuerySet[Indicator]:
    """Return indicators."""
    return Indicator.objects.select_related("partnership")


def sets() -> PartnershipQuerySet[IndicatorSet]:
    """Return indicator sets."""
    return IndicatorSet.objects.all()
