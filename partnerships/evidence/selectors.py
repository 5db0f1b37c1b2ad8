"""Reads of evidence that span models, each in a constant number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import Partnership
from partnerships.evidence.kinds import BY_KEY
from partnerships.evidence.models import BoxVersion, EvidenceBox, SharedText, Tag, Wording
from partnerships.evidence.models.box import BoxQuerySet
from safeguarding.lib.differences import Stretch, shortened, word_diff


@dataclass(frozen=True, kw_only=True)
class BoxChange:
    """One saving of a box: what its words became, and which other fields it changed, in words."""

    version: BoxVersion
    words: list[Stretch]
    fields: list[tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class AreaWording:
    """An area's wording beside the words everywhere; `behind` when those changed since the two were compared."""

    wording: Wording
    difference: list[Stretch]
    behind: bool


def boxes_of(partnership: Partnership) -> BoxQuerySet:
    """Return every box with what is printed beside it. Two queries."""
    rows: BoxQuerySet = EvidenceBox.objects.of(partnership)
    return rows.select_related(
        "partnership", "agency__organisation", "area", "captured_by", "updated_by"
    ).prefetch_related("tags")


def boxes_visible(access: Access) -> BoxQuerySet:
    """Return the boxes this person may read: all, or those of the person's own agencies."""
    rows = boxes_of(access.partnership)
    if access.may(Permission.EVIDENCE_VIEW_ALL):
        return rows
    return rows.filter(agency__in=access.agency_ids(Permission.EVIDENCE_VIEW_OWN))


def tags_of(partnership: Partnership, sort: str = "") -> QuerySet[Tag]:
    """Return the list of themes and priorities, of one sort where it is named, retired ones included."""
    rows = Tag.objects.of(partnership)
    return rows.filter(sort=sort) if sort else rows


def tags_in_use(partnership: Partnership, sort: str) -> QuerySet[Tag]:
    """Return those that can be chosen today."""
    return tags_of(partnership, sort).filter(Q(retired_on__isnull=True) | Q(retired_on__gt=timezone.localdate()))


def tags_to_choose(partnership: Partnership, sort: str, box: EvidenceBox | None) -> QuerySet[Tag]:
    """Return those in use, and what the box is filed under already."""
    held = [tag.pk for tag in box.tags.all()] if box else []
    return tags_in_use(partnership, sort) | tags_of(partnership, sort).filter(pk__in=held)


def changes_of(box: EvidenceBox) -> list[BoxChange]:
    """Return the savings of a box, newest first. One query."""
    versions = list(box.versions.select_related("saved_by"))
    earlier: list[Mapping[str, Any]] = [*(version.content for version in versions[1:]), {}]
    return [_change(version, before) for version, before in zip(versions, earlier, strict=True)]


def texts_of(partnership: Partnership) -> QuerySet[SharedText]:
    """Return shared texts with the wordings in force. Two queries."""
    wordings = Wording.objects.filter(ended_on__isnull=True).select_related("area", "updated_by", "text__partnership")
    return SharedText.objects.of(partnership).prefetch_related(Prefetch("wordings", wordings, to_attr="in_force"))


def everywhere(text: SharedText) -> Wording:
    """Return the words that hold where no area has its own. The text comes from `texts_of`."""
    return next(wording for wording in text.in_force if wording.area_id is None)  # type: ignore[attr-defined]


def area_wordings(text: SharedText) -> list[AreaWording]:
    """Return each area's wording with how it differs. The text comes from `texts_of`."""
    base = everywhere(text)
    rows = [wording for wording in text.in_force if wording.area_id]  # type: ignore[attr-defined]
    return [
        AreaWording(wording=row, difference=word_diff(base.body, row.body), behind=row.based_on < base.version)
        for row in rows
    ]


def words_for(text: SharedText, area: str) -> Wording:
    """Return the wording a report prints for an area's code: the area's own, or that of everywhere."""
    own = (row for row in text.in_force if row.area and row.area.code == area)  # type: ignore[attr-defined]
    return next(own, None) or everywhere(text)


def _change(version: BoxVersion, before: Mapping[str, Any]) -> BoxChange:
    now = version.content
    words = shortened(word_diff(str(before.get("body", "")), now["body"]))
    return BoxChange(version=version, words=words, fields=_fields_changed(before, now) if before else [])


def _fields_changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    labels = {"heading": "Heading", "happened_on": "Date", "area": "Area", "agency": "Agency", "tags": "Filed under"}
    pairs = [(label, before[key], now[key]) for key, label in labels.items()]
    pairs += [
        (field.label, field.in_words(before["details"].get(field.key)), field.in_words(now["details"].get(field.key)))
        for field in BY_KEY[now["kind"]].fields
    ]
    return [(label, _plain(old) or "nothing", _plain(new) or "nothing") for label, old, new in pairs if old != new]


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
