"""Editing a draft version of a tool. Statements of the national layer are not ours to change."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from partnerships.assessments.library import LevelSpec, StatementSpec
from partnerships.assessments.models import Descriptor, Part, ScaleLevel, Standard, Statement, Tool
from partnerships.assessments.policies import check_own_scale, check_own_statement
from partnerships.assessments.services.tools import draft_locked, statement_make
from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed

TOOL_FIELDS = ("title", "purpose", "half_points", "not_rated_allowed", "not_applicable_allowed")
STATEMENT_FIELDS = ("short_title", "text", "guidance", "evidence_prompt", "layer", "once")


@transaction.atomic
def tool_describe(*, by: User, tool: Tool, revision: int, levels: Sequence[LevelSpec] | None, **fields: Any) -> Tool:
    """Change a draft's title, purpose and, for a tool of one's own, what answers it allows and its scale."""
    stored = draft_locked(tool, revision)
    before = {name: getattr(stored, name) for name in TOOL_FIELDS}
    if levels is not None or any(fields.get(name, before[name]) != before[name] for name in TOOL_FIELDS[2:]):
        check_own_scale(stored)
    for name in TOOL_FIELDS:
        setattr(stored, name, fields.get(name, before[name]))
    stored.save(update_fields=TOOL_FIELDS)
    if levels is not None:
        stored.levels.all().delete()
        ScaleLevel.objects.bulk_create(ScaleLevel(tool=stored, **vars(level)) for level in levels)
    after = {name: getattr(stored, name) for name in TOOL_FIELDS}
    audit_record(
        by=by,
        action="assessment_tool_describe",
        partnership=stored.partnership,
        about=stored,
        before=before,
        after={**after, "levels": [f"{one.value} {one.label}" for one in levels or []]},
    )
    return stored


@transaction.atomic
def part_add(*, by: User, tool: Tool, revision: int, title: str) -> Part:
    """Add a part at the end of a draft."""
    stored = draft_locked(tool, revision)
    number = (stored.parts.aggregate(last=Max("number"))["last"] or 0) + 1
    part = Part.objects.create(tool=stored, number=number, title=title)
    _tell(by, "assessment_part_add", stored, {"title": title})
    return part


@transaction.atomic
def statement_add(*, by: User, part: Part, revision: int, said: StatementSpec) -> Statement:
    """Add a statement behind the last of its standard; a standard that is not there yet is made."""
    stored = draft_locked(part.tool, revision)
    standard = _standard(part, said.domain)
    taken = set(Statement.objects.filter(part__tool=stored).values_list("slug", flat=True))
    row = statement_make(part, _next_number(part), standard, said, taken)
    row.save()
    _describe(row, said.descriptors)
    _settle(part)
    _tell(by, "assessment_statement_add", stored, {"statement": said.short_title, "layer": said.layer})
    return row


@transaction.atomic
def statement_change(*, by: User, statement: Statement, revision: int, said: StatementSpec) -> Statement:
    """Change a statement of a draft. Its slug stays, so that last year's answers still find it."""
    stored = draft_locked(statement.part.tool, revision)
    check_own_statement(stored, statement)
    before = {name: getattr(statement, name) for name in STATEMENT_FIELDS}
    statement.standard = _standard(statement.part, said.domain)
    for name in STATEMENT_FIELDS:
        setattr(statement, name, getattr(said, name))
    statement.save()
    _describe(statement, said.descriptors)
    _settle(statement.part)
    audit_record(
        by=by,
        action="assessment_statement_change",
        partnership=stored.partnership,
        about=stored,
        before=before,
        after={name: getattr(said, name) for name in STATEMENT_FIELDS},
    )
    return statement


@transaction.atomic
def statement_remove(*, by: User, statement: Statement, revision: int) -> None:
    """Take a statement of one's own out of a draft."""
    stored = draft_locked(statement.part.tool, revision)
    check_own_statement(stored, statement)
    part = statement.part
    _tell(by, "assessment_statement_remove", stored, {"statement": statement.short_title})
    statement.delete()
    part.standards.filter(statements__isnull=True).delete()
    _settle(part)


@transaction.atomic
def statement_move(*, by: User, statement: Statement, revision: int, up: bool) -> None:
    """Move a statement one place within its standard. NotAllowed at the end."""
    stored = draft_locked(statement.part.tool, revision)
    rows = list(Statement.objects.filter(part=statement.part, standard=statement.standard).order_by("number"))
    at = next(at for at, row in enumerate(rows) if row.pk == statement.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        raise NotAllowed("This statement is already at the end of its standard.", code="end")
    rows[at], rows[other] = rows[other], rows[at]
    numbers = sorted(row.number for row in rows)
    _renumber(rows, numbers)
    _tell(by, "assessment_statement_move", stored, {"statement": statement.short_title, "up": up})


def _standard(part: Part, title: str) -> Standard | None:
    if not title:
        return None
    found = part.standards.filter(title=title).first()
    if found:
        return found
    number = (part.standards.aggregate(last=Max("number"))["last"] or 0) + 1
    return Standard.objects.create(part=part, number=number, title=title)


def _next_number(part: Part) -> int:
    return (part.statements.aggregate(last=Max("number"))["last"] or 0) + 1


def _describe(statement: Statement, descriptors: Mapping[Decimal, str]) -> None:
    statement.descriptors.all().delete()
    Descriptor.objects.bulk_create(
        Descriptor(statement=statement, value=value, text=words) for value, words in descriptors.items() if words
    )


def _settle(part: Part) -> None:
    """Keep statements of one standard beside each other, in the order of the standards, and number them from 1."""
    rows = list(part.statements.order_by(F("standard__number").asc(nulls_last=True), "number"))
    _renumber(rows, list(range(1, len(rows) + 1)))


def _renumber(rows: Sequence[Statement], numbers: Sequence[int]) -> None:
    # Two steps, because no two statements of a part may bear one number even for a moment.
    for aside in (10_000, 0):
        for row, number in zip(rows, numbers, strict=True):
            Statement.objects.filter(pk=row.pk).update(number=number + aside)


def _tell(by: User, action: str, tool: Tool, after: Mapping[str, object]) -> None:
    audit_record(by=by, action=action, partnership=tool.partnership, about=tool, after=after)
