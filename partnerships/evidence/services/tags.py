"""The controlled list of themes and priorities."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from partnerships.evidence.models import Tag
from safeguarding.lib.workflow import NotAllowed, Overtaken


@transaction.atomic
def tag_keep(*, by: User | None, partnership: Partnership, sort: str, name: str, slug: str = "") -> Tag:
    """Put a theme or priority on the list, or rename the one of that slug; a retired one comes back.

    Rooms above this one call it with their own key as the slug whenever a priority is made or renamed.
    """
    words, key = " ".join(name.split()), slug or slugify(name)[:80]
    if not key:
        raise NotAllowed("Enter a name with letters or digits.", code="name")
    tag, made = Tag.objects.get_or_create(partnership=partnership, sort=sort, slug=key, defaults={"name": words})
    if made or tag.name != words or tag.retired_on:
        before = {} if made else {"name": tag.name, "retired_on": tag.retired_on}
        Tag.objects.filter(pk=tag.pk).update(name=words, retired_on=None)
        tag.refresh_from_db()
        audit_record(
            by=by, action="evidence_tag_keep", partnership=partnership, about=tag, before=before, after={"name": words}
        )
    return tag


@transaction.atomic
def tag_change(*, by: User | None, tag: Tag, version: int, name: str, retired_on: date | None) -> Tag:
    """Rename a tag or say until when it was used; boxes keep it. Raises Overtaken on a stale `version`."""
    stored = Tag.objects.select_for_update().select_related("partnership").get(pk=tag.pk)
    words = " ".join(name.split())
    after = {"name": words, "retired_on": retired_on}
    before = {"name": stored.name, "retired_on": stored.retired_on}
    if before == after:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this after you opened it.", code="overtaken")
    stored.name, stored.retired_on, stored.version = words, retired_on, version + 1
    stored.save()
    audit_record(
        by=by, action="evidence_tag_change", partnership=stored.partnership, about=stored, before=before, after=after
    )
    return stored
