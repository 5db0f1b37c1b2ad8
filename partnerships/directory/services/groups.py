"""Groups: added, changed and ended. The tree has no loops and one partnership."""

from datetime import date
from typing import Any

from django.db import transaction

from partnerships.directory.models import Group, Partnership, User
from partnerships.directory.services.audit import audit_record
from safeguarding.lib.slugs import slug_among
from safeguarding.lib.workflow import NotAllowed, Overtaken

FIELDS = (
    "name",
    "kind",
    "parent",
    "chair",
    "purpose",
    "meets",
    "joint_with",
    "former_name",
    "supersedes",
    "terms_url",
    "terms_agreed_on",
    "terms_review_on",
    "started_on",
    "ended_on",
)


@transaction.atomic
def group_add(*, by: User | None, partnership: Partnership, name: str, kind: str, **said: Any) -> Group:
    """Put a group in the tree. `said` holds any of FIELDS. The same group twice (a double click) is kept once."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)  # two additions must not take one slug
    if same := Group.objects.of(partnership).filter(name=name, ended_on__isnull=True).first():
        if all(getattr(same, field) == value for field, value in said.items()) and same.kind == kind:
            return same
        raise NotAllowed("There is already a group with this name. Choose another one.", code="name")
    taken = set(Group.objects.of(partnership).values_list("slug", flat=True))
    group = Group(partnership=partnership, name=name, kind=kind, slug=slug_among(name, taken), **said)
    _check(group)
    group.save()
    audit_record(by=by, action="group_added", partnership=partnership, about=group, after=_said(group))
    return group


@transaction.atomic
def group_change(*, by: User | None, group: Group, version: int, **said: Any) -> Group:
    """Change a group opened at `version`; raises Overtaken when somebody changed it meanwhile."""
    stored = Group.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=group.pk)
    before = _said(stored)
    for field in FIELDS:
        setattr(stored, field, said.get(field, getattr(stored, field)))
    if _said(stored) == before:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this group after you opened it.", code="overtaken")
    _check(stored)
    stored.version = version + 1
    stored.save()
    audit_record(
        by=by, action="group_changed", partnership=stored.partnership, about=stored, before=before, after=_said(stored)
    )
    return stored


def _check(group: Group) -> None:
    for other, field in ((group.parent, "parent"), (group.supersedes, "supersedes")):
        if other and other.partnership_id != group.partnership_id:
            raise NotAllowed("This group belongs to another partnership.", code=field)
    if group.supersedes and group.supersedes_id == group.pk:
        raise NotAllowed("A group can not take over from itself.", code="supersedes")
    _check_order(group.started_on, group.ended_on, "ended_on", "A group can not end before it starts.")
    _check_order(
        group.terms_agreed_on, group.terms_review_on, "terms_review_on", "The review must come after the agreement."
    )
    parents = dict(Group.objects.of(group.partnership).values_list("pk", "parent_id"))
    above = group.parent_id
    while above is not None:
        if above == group.pk:
            raise NotAllowed("A group can not report to itself or to a group below it.", code="parent")
        above = parents[above]


def _check_order(first: date | None, last: date | None, field: str, words: str) -> None:
    if first and last and last < first:
        raise NotAllowed(words, code=field)


def _said(group: Group) -> dict[str, Any]:
    return {field: getattr(group, f"{field}_id", getattr(group, field)) for field in FIELDS}
