"""Capturing evidence, changing, withdrawing and restoring it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnerships.directory.models import Agency, Area, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.evidence.kinds import BY_KEY
from partnerships.evidence.models import BoxVersion, EvidenceBox, Tag
from partnerships.evidence.policies import TRANSITIONS, check_counts, check_edit, details_of
from safeguarding.lib.happened import check_not_ahead
from safeguarding.lib.richtext import clean, word_count
from safeguarding.lib.slugs import slug_among
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance


@transaction.atomic
def box_capture(
    *,
    by: User | None,
    partnership: Partnership,
    kind: str,
    heading: str,
    body: str,
    happened_on: date,
    agency: Agency | None = None,
    area: Area | None = None,
    tags: Iterable[Tag] = (),
    details: Mapping[str, Any] | None = None,
    source: str = "",
) -> EvidenceBox:
    """Keep a new box and its first version. `source` names the document of an import.

    NotAllowed, its code naming the field, for words that are empty, a day that has not come, details that do not fit
    the kind, and an agency or a tag of another partnership. A second click that says the same in every field returns
    the first box.
    """
    labels = list(tags)
    said = _checked(partnership, kind, heading, body, agency, labels, details)
    check_not_ahead(happened_on, timezone.localdate(), "happened_on")
    taken = EvidenceBox.objects.select_for_update().of(partnership)
    about: dict[str, Any] = {"kind": kind, "happened_on": happened_on, "agency": agency, "area": area, "source": source}
    if again := _again({**about, **said}, labels, taken):
        return again
    box = EvidenceBox.objects.create(
        partnership=partnership,
        slug=slug_among(heading, set(taken.values_list("slug", flat=True))),
        captured_by=by,
        updated_by=by,
        **about,
        **said,
    )
    box.tags.set(labels)
    _remember(box, by)
    audit_record(by=by, action="evidence_box_capture", partnership=partnership, about=box, after=_outline(box))
    return box


@transaction.atomic
def box_change(
    *,
    by: User | None,
    box: EvidenceBox,
    version: int,
    heading: str,
    body: str,
    happened_on: date,
    agency: Agency | None = None,
    area: Area | None = None,
    tags: Iterable[Tag] = (),
    details: Mapping[str, Any] | None = None,
) -> EvidenceBox:
    """Save a box begun at `version`; the earlier wording stays in its history. Saving the same changes nothing.

    Raises Overtaken when somebody saved meanwhile; otherwise as `box_capture`.
    """
    stored = _locked(box)
    check_edit(stored)
    said = _checked(stored.partnership, stored.kind, heading, body, agency, tags, details)
    check_not_ahead(happened_on, timezone.localdate(), "happened_on")
    said |= {"happened_on": happened_on, "agency": agency, "area": area}
    labels = {tag.pk for tag in tags}
    if all(getattr(stored, name) == value for name, value in said.items()) and labels == {
        tag.pk for tag in stored.tags.all()
    }:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody saved this box after you opened it.", code="overtaken")
    before = _outline(stored)
    for name, value in said.items():
        setattr(stored, name, value)
    stored.version, stored.updated_at, stored.updated_by = version + 1, timezone.now(), by
    stored.save()
    stored.tags.set(tags)
    _remember(stored, by)
    audit_record(
        by=by,
        action="evidence_box_change",
        partnership=stored.partnership,
        about=stored,
        before=before,
        after=_outline(stored),
    )
    return stored


@transaction.atomic
def box_withdraw(*, by: User | None, box: EvidenceBox, reason: str) -> EvidenceBox:
    """Take a box out of what reports may choose, with the reason; it can be restored."""
    if not reason.strip():
        raise NotAllowed("Say why the box is withdrawn.", code="reason")
    return _moved(by, box, "withdraw", reason.strip())


@transaction.atomic
def box_restore(*, by: User | None, box: EvidenceBox) -> EvidenceBox:
    """Let reports choose a withdrawn box again."""
    return _moved(by, box, "restore", "")


def _again(said: Mapping[str, Any], labels: Iterable[Tag], among: QuerySet[EvidenceBox]) -> EvidenceBox | None:
    """Return the kept box that says just this, None where there is none."""
    plain = {name: value for name, value in said.items() if name != "details"}
    wanted = {tag.pk for tag in labels}
    for box in among.filter(status=EvidenceBox.Status.KEPT, **plain):
        if box.details == said["details"] and {tag.pk for tag in box.tags.all()} == wanted:
            return box
    return None


def _moved(by: User | None, box: EvidenceBox, event: str, reason: str) -> EvidenceBox:
    stored = _locked(box)
    advance(stored, event, TRANSITIONS, withdrawn_because=reason)
    after = {"status": stored.status, "reason": reason}
    audit_record(by=by, action=f"evidence_box_{event}", partnership=stored.partnership, about=stored, after=after)
    return stored


def _checked(
    partnership: Partnership,
    kind: str,
    heading: str,
    body: str,
    agency: Agency | None,
    tags: Iterable[Tag],
    details: Mapping[str, Any] | None,
) -> dict[str, Any]:
    words = clean(body)
    if not word_count(words):
        raise NotAllowed("Write down what is worth keeping.", code="body")
    if agency and agency.partnership_id != partnership.pk:
        raise NotAllowed("This agency belongs to another partnership.", code="agency")
    if any(tag.partnership_id != partnership.pk for tag in tags):
        raise NotAllowed("A theme or priority belongs to another partnership.", code="tags")
    kept = details_of(BY_KEY[kind], details or {})
    check_counts(kept)
    return {"heading": " ".join(heading.split()), "body": words, "details": kept}


def _locked(box: EvidenceBox) -> EvidenceBox:
    rows = EvidenceBox.objects.select_for_update(of=("self",)).select_related("partnership", "area")
    return rows.select_related("agency__organisation", "partnership", "area").get(pk=box.pk)


def _remember(box: EvidenceBox, by: User | None) -> None:
    BoxVersion.objects.create(box=box, number=box.version, content=box.content(), saved_at=box.updated_at, saved_by=by)


def _outline(box: EvidenceBox) -> dict[str, Any]:
    return {"kind": box.kind, "heading": box.heading, "version": box.version, "agency": box.whose}
