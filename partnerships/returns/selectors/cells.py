"""Finding one cell of a return by its name."""

from partnerships.returns.models import CollectionItem, Return
from safeguarding.lib.prepared import Prepared, number, text

_ITEM = Prepared(
    lambda: (
        CollectionItem.objects.filter(collection_id=number("collection"), indicator__slug=text("slug"))
        .select_related("indicator", "definition")
        .order_by()
    )
)


def cell_named(of_return: Return, name: str) -> tuple[CollectionItem, str] | None:
    """Return the item and category slug `cp-plans.neglect` names if this agency is asked it, else None."""
    slug, _, category = name.partition(".")
    item = next(iter(_ITEM(collection=of_return.collection_id, slug=slug)), None)
    if item is None or category not in {cell.slug for cell in item.definition.cells}:
        return None
    if not item.for_all and not item.agencies.filter(pk=of_return.agency_id).exists():
        return None
    return item, category
