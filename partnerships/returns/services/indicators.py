"""Defining indicators and putting them into sets."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships.directory.models import Agency, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.returns.models import Indicator, IndicatorSet, IndicatorVersion, SetItem
from partnerships.returns.models.indicator import Category
from safeguarding.lib.facts import Disclosure, UnitKind
from safeguarding.lib.workflow import Overtaken

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What an indicator means; the fields are those of IndicatorVersion."""

    name: str
    kind: UnitKind = UnitKind.COUNT
    definition: str = ""
    example: str = ""
    source_system: str = ""
    noun: str = ""
    per: int = 0
    decimals: int = 0
    measure: str = IndicatorVersion.Measure.FLOW
    polarity: str = IndicatorVersion.Polarity.NEUTRAL
    from_parts: bool = False
    numerator_label: str = ""
    denominator_label: str = ""
    over_100_allowed: bool = False
    dimension: str = ""
    categories: tuple[Category, ...] = ()
    asks_total: bool = True
    disclosure: Disclosure = Disclosure.PARTNERSHIP
    effective_from: date | None = None

    @classmethod
    def of(cls, version: IndicatorVersion) -> "Definition":
        """Return the definition a version keeps."""
        names = [name for name in cls.__dataclass_fields__ if name != "categories"]
        kept = {name: getattr(version, name) for name in names}
        return cls(**kept, categories=version.breakdown)


@dataclass(frozen=True, kw_only=True)
class SetLine:
    """One indicator in a set. `agencies` None means every agency answers it."""

    indicator: Indicator
    heading: str = ""
    agencies: tuple[Agency, ...] | None = None


@transaction.atomic
def indicator_create(
    *, by: User | None, partnership: Partnership, slug: str, definition: Definition, order: int = 0
) -> Indicator:
    """Return a new indicator with its first definition. ValidationError for a taken or unreadable slug."""
    if not _SLUG.fullmatch(slug):
        raise ValidationError({"slug": "Use small letters, digits and hyphens only, for example cp-plans."})
    try:
        with transaction.atomic():
            indicator = Indicator.objects.create(partnership=partnership, slug=slug, order=order)
    except IntegrityError:
        raise ValidationError({"slug": f"There is already an indicator “{slug}”. Choose another short name."}) from None
    version = _version_add(by, indicator, definition)
    audit_record(
        by=by,
        action="indicator_create",
        partnership=partnership,
        about=indicator,
        label=version.name,
        after=_words(definition),
    )
    return indicator


@transaction.atomic
def indicator_revise(
    *, by: User | None, indicator: Indicator, definition: Definition, expected: int
) -> IndicatorVersion:
    """Return a new definition version; the latest one unchanged when nothing differs. Overtaken when stale.

    Collections already open keep the version they pinned.
    """
    latest = IndicatorVersion.objects.select_related("indicator").get(indicator=indicator, number=indicator.version)
    if Definition.of(latest) == definition:
        return latest
    if indicator.version != expected:
        raise Overtaken("Somebody else revised this indicator while you were writing. Compare before you go on.")
    version = _version_add(by, indicator, definition)
    audit_record(
        by=by,
        action="indicator_revise",
        partnership=indicator.partnership,
        about=indicator,
        label=version.name,
        before=_words(Definition.of(latest)),
        after=_words(definition),
    )
    return version


@transaction.atomic
def indicator_retire(*, by: User, indicator: Indicator, on: date | None = None) -> None:
    """Stop asking for an indicator in new collections. Its figures stay."""
    indicator.retired_on = on or timezone.localdate()
    indicator.save(update_fields=["retired_on"])
    audit_record(
        by=by,
        action="indicator_retire",
        partnership=indicator.partnership,
        about=indicator,
        after={"retired_on": indicator.retired_on},
    )


@transaction.atomic
def set_save(
    *,
    by: User | None,
    partnership: Partnership,
    slug: str,
    name: str,
    lines: Sequence[SetLine],
    description: str = "",
) -> IndicatorSet:
    """Create or replace a set and its lines, in the order given. Open collections keep what they pinned."""
    if not name.strip():
        raise ValidationError({"name": "Give the set a name."})
    if not _SLUG.fullmatch(slug):
        raise ValidationError({"slug": "Use small letters, digits and hyphens only, for example quarterly."})
    kept, created = IndicatorSet.objects.update_or_create(
        partnership=partnership, slug=slug, defaults={"name": name.strip(), "description": description}
    )
    before = [] if created else [item.indicator.slug for item in kept.items.select_related("indicator")]
    kept.items.all().delete()
    for order, line in enumerate(lines):
        item = SetItem.objects.create(
            set=kept,
            indicator=line.indicator,
            heading=line.heading,
            order=order,
            for_all=line.agencies is None,
        )
        item.agencies.set(line.agencies or ())
    audit_record(
        by=by,
        action="set_create" if created else "set_revise",
        partnership=partnership,
        about=kept,
        before={"indicators": before},
        after={"indicators": [line.indicator.slug for line in lines]},
    )
    return kept


def _version_add(by: User | None, indicator: Indicator, definition: Definition) -> IndicatorVersion:
    _check(definition)
    expected = indicator.version
    moved = Indicator.objects.filter(pk=indicator.pk, version=expected).update(version=expected + 1)
    if not moved:
        raise Overtaken("Somebody else revised this indicator while you were writing. Compare before you go on.")
    indicator.version = expected + 1
    fields = asdict(replace(definition, categories=()))
    fields["categories"] = [{"slug": item.slug, "label": item.label} for item in definition.categories]
    return IndicatorVersion.objects.create(indicator=indicator, number=indicator.version, by=by, **fields)


def _check(definition: Definition) -> None:
    problems: dict[str, str] = {}
    if not definition.name.strip():
        problems["name"] = "Give the indicator a name."
    if definition.kind == UnitKind.RATE and definition.per < 1:
        problems["per"] = "Say per how many, for example 10000."
    if definition.from_parts and definition.kind not in {UnitKind.PERCENT, UnitKind.RATE}:
        problems["from_parts"] = "Only a percentage or a rate is worked out from two counts."
    slugs = [category.slug for category in definition.categories]
    if len(slugs) != len(set(slugs)) or not all(_SLUG.fullmatch(slug) for slug in slugs):
        problems["categories"] = "Each category needs a short name of its own in small letters, digits and hyphens."
    if problems:
        raise ValidationError(problems)


def _words(definition: Definition) -> dict[str, object]:
    said = {name: value for name, value in asdict(definition).items() if value not in ("", None, False, 0, ())}
    return {**said, "categories": [category.slug for category in definition.categories]}
