"""Agenda items, and the rule of a group's attendance."""

from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from partnerships.directory.models import Group, User
from partnerships.directory.services import audit_record
from partnerships.governance.models import AgendaItem, AttendanceRule, Meeting
from safeguarding.lib.richtext import clean
from safeguarding.lib.workflow import NotAllowed, Overtaken

_ITEM = ("title", "lead", "minutes", "purpose", "priority", "notes", "decision", "is_key", "effect")
_RULE = ("quorum", "partners_needed", "partners_expected", "deputy_limit", "source")


@transaction.atomic
def agenda_add(*, by: User | None, meeting: Meeting, title: str, **said: Any) -> AgendaItem:
    """Put an item at the end of a meeting's agenda. The same one twice (a double click) is kept once."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)  # two additions must not take one number
    item = AgendaItem(meeting=meeting, title=title)
    _set(item, by, said)
    rows = AgendaItem.objects.filter(meeting=meeting, title=title)
    if same := next((row for row in rows if _said(row) == _said(item)), None):
        return same
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    item.number = last + 1
    item.save()
    _audit(by, "agenda_item_add", item, {}, _said(item))
    return item


@transaction.atomic
def agenda_change(*, by: User | None, item: AgendaItem, version: int, **said: Any) -> AgendaItem:
    """Change an item opened at `version`, before the meeting or after; raises Overtaken when somebody else did."""
    stored = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting__partnership").get(pk=item.pk)
    before = _said(stored)
    _set(stored, by, said)
    if _said(stored) == before:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this item after you opened it.", code="overtaken")
    stored.version = version + 1
    stored.save()
    _audit(by, "agenda_item_change", stored, before, _said(stored))
    return stored


@transaction.atomic
def agenda_raise(*, by: User | None, item: AgendaItem) -> None:
    """Move an item one place up; nothing for the first."""
    Meeting.objects.select_for_update().get(pk=item.meeting_id)
    rows = AgendaItem.objects.filter(meeting=item.meeting)
    if (above := rows.filter(number__lt=item.number).order_by("-number").first()) is None:
        return
    rows.filter(pk=above.pk).update(number=0)
    rows.filter(pk=item.pk).update(number=above.number)
    rows.filter(pk=above.pk).update(number=item.number)
    _audit(by, "agenda_item_raise", item, {"number": item.number}, {"number": above.number})


@transaction.atomic
def agenda_remove(*, by: User | None, item: AgendaItem) -> None:
    """Take an item off the agenda; what was decided stays. The audit trail keeps what it said."""
    if item.decision:
        raise NotAllowed("Something was decided under this item, so it stays in the minutes.", code="decision")
    _audit(by, "agenda_item_remove", item, _said(item), {})
    number, meeting = item.number, item.meeting
    item.delete()
    for later in AgendaItem.objects.filter(meeting=meeting, number__gt=number).order_by("number"):
        AgendaItem.objects.filter(pk=later.pk).update(number=F("number") - 1)


@transaction.atomic
def attendance_rule_set(*, by: User | None, group: Group, version: int = 0, **said: Any) -> AttendanceRule:
    """Say what a group expects of attendance, and where that is written. `version` is 0 for the first rule.

    Raises Overtaken when somebody changed it after it was opened at `version`.
    """
    Group.objects.select_for_update().get(pk=group.pk)  # two first rules must not both be kept
    rule = AttendanceRule.objects.filter(group=group).first() or AttendanceRule(group=group)
    before = {name: getattr(rule, name) for name in _RULE} if rule.pk else {}
    for name in _RULE:
        setattr(rule, name, said.get(name, getattr(rule, name)))
    after = {name: getattr(rule, name) for name in _RULE}
    if before == after:
        return rule
    if rule.version != version:
        raise Overtaken("Somebody changed what is expected after you opened it.", code="overtaken")
    rule.version = version + 1
    rule.save()
    audit_record(
        by=by, action="attendance_rule_set", partnership=group.partnership, about=group, before=before, after=after
    )
    return rule


def _set(item: AgendaItem, by: User | None, said: dict[str, Any]) -> None:
    for name in _ITEM:
        value = said.get(name, getattr(item, name))
        setattr(item, name, clean(value) if name == "notes" else value)
    if item.priority and item.priority.plan.partnership_id != item.meeting.partnership_id:
        raise NotAllowed("This priority belongs to another partnership.", code="priority")
    if not item.decision and (item.is_key or item.effect):
        raise NotAllowed("Write down what was decided first.", code="decision")
    item.updated_at, item.updated_by = timezone.now(), by


def _said(item: AgendaItem) -> dict[str, Any]:
    return {name: getattr(item, f"{name}_id", getattr(item, name)) for name in _ITEM}


def _audit(by: User | None, action: str, item: AgendaItem, before: dict[str, Any], after: dict[str, Any]) -> None:
    partnership = item.meeting.partnership
    audit_record(by=by, action=action, partnership=partnership, about=item, before=before, after=after)
