"""Making a version of a tool: from data, from what is shipped, from a live version; and making it live."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from partnerships.assessments.library import LevelSpec, PartSpec, StatementSpec, ToolSpec, shipped_tools, spec_of
from partnerships.assessments.models import Descriptor, Layer, Part, ScaleLevel, Standard, Statement, Tool
from partnerships.assessments.policies import TOOL_TRANSITIONS, check_draft, check_publish
from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed, advance


@transaction.atomic
def tool_create(
    *,
    by: User | None,
    partnership: Partnership,
    slug: str,
    title: str,
    purpose: str = "",
    levels: Mapping[str, str] | Mapping[object, str] | Iterable[LevelSpec],
    parts: Iterable[PartSpec],
    live: bool = True,
) -> Tool:
    """Make a tool, or the next version of the one with this slug. Slugs of statements are unique in the tool.

    Levels may be given as a mapping of value to label, without colours.
    """
    scale = [LevelSpec(value=v, label=w) for v, w in levels.items()] if isinstance(levels, Mapping) else list(levels)  # type: ignore[arg-type]
    spec = ToolSpec(slug=slug, title=title, purpose=purpose, levels=scale, parts=list(parts))
    return _made(by, partnership, spec, live=live)


@transaction.atomic
def tool_adopt(*, by: User | None, partnership: Partnership, key: str) -> Tool:
    """Make the shipped tool of that name live in a partnership; statements its own earlier versions added stay on.

    NotAllowed when this edition is here already, or a draft of the tool is being worked on.
    """
    spec = shipped_tools().get(key)
    if spec is None:
        raise NotAllowed("There is no shipped tool of that name.", code="key")
    held = Tool.objects.of(partnership).filter(slug=key)
    if held.filter(edition=spec.edition).exists():
        raise NotAllowed(f"Edition {spec.edition} of this tool is here already.", code="key")
    if held.filter(status=Tool.Status.DRAFT).exists():
        raise NotAllowed("A draft of this tool is being worked on. Make it live or delete it first.", code="key")
    latest = held.filter(origin=key).first()
    own = (
        [one for part in spec_of(latest).parts for one in part.statements if one.layer != Layer.NATIONAL]
        if latest
        else []
    )
    return _made(by, partnership, _with_own(spec, own), live=True)


@transaction.atomic
def tool_draft(*, by: User, tool: Tool) -> Tool:
    """Begin the next version of a tool as a draft that can be edited. NotAllowed when there is one."""
    if Tool.objects.of(tool.partnership).filter(slug=tool.slug, status=Tool.Status.DRAFT).exists():
        raise NotAllowed("There is a draft of this tool already. Go on with that one.", code="draft")
    return _made(by, tool.partnership, spec_of(tool), live=False)


@transaction.atomic
def tool_publish(*, by: User, tool: Tool, revision: int) -> Tool:
    """Make a draft live; from now on it never changes. Raises Overtaken when it was edited after `revision`."""
    stored = draft_locked(tool, revision)
    check_publish(stored)
    advance(stored, "publish", TOOL_TRANSITIONS)
    audit_record(by=by, action="assessment_tool_publish", partnership=stored.partnership, about=stored)
    return stored


@transaction.atomic
def tool_discard(*, by: User, tool: Tool) -> None:
    """Delete a draft nobody wants."""
    check_draft(tool)
    audit_record(by=by, action="assessment_tool_discard", partnership=tool.partnership, about=tool)
    tool.delete()


def draft_locked(tool: Tool, revision: int) -> Tool:
    """Return the stored draft, locked and its revision counted up; Overtaken when `revision` is not the stored one."""
    from_store = Tool.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=tool.pk)
    check_draft(from_store, revision)
    from_store.revision += 1
    from_store.save(update_fields=["revision"])
    return from_store


def statement_make(
    part: Part, number: int, standard: Standard | None, said: StatementSpec, taken: set[str]
) -> Statement:
    """Return an unsaved statement whose slug no other statement of the tool has; its slug is added to `taken`."""
    stem = said.slug or slugify(said.short_title)[:54]
    slug, follower = stem, 2
    while slug in taken:
        slug, follower = f"{stem}-{follower}", follower + 1
    taken.add(slug)
    names = ("short_title", "text", "guidance", "evidence_prompt", "layer", "once")
    fields = {name: getattr(said, name) for name in names}
    return Statement(part=part, standard=standard, number=number, slug=slug, **fields)


def _made(by: User | None, partnership: Partnership, spec: ToolSpec, *, live: bool) -> Tool:
    latest = Tool.objects.of(partnership).filter(slug=spec.slug).aggregate(latest=Max("version"))["latest"] or 0
    names = (
        "slug",
        "title",
        "purpose",
        "origin",
        "edition",
        "half_points",
        "not_rated_allowed",
        "not_applicable_allowed",
    )
    fields = {name: getattr(spec, name) for name in names}
    tool = Tool.objects.create(partnership=partnership, version=latest + 1, status=Tool.Status.DRAFT, **fields)
    ScaleLevel.objects.bulk_create(ScaleLevel(tool=tool, **vars(level)) for level in spec.levels)
    taken: set[str] = set()
    for number, part in enumerate(spec.parts, 1):
        _part_made(tool, number, part, taken)
    if live:
        advance(tool, "publish", TOOL_TRANSITIONS)
    audit_record(
        by=by,
        action="assessment_tool_create",
        partnership=partnership,
        about=tool,
        after={"statements": len(taken), "edition": spec.edition, "status": tool.status},
    )
    return tool


def _part_made(tool: Tool, number: int, spec: PartSpec, taken: set[str]) -> None:
    part = Part.objects.create(tool=tool, number=number, title=spec.title)
    titles = list(dict.fromkeys(said.domain for said in spec.statements if said.domain))
    standards = {
        title: Standard.objects.create(part=part, number=at, title=title, guidance=spec.guidance.get(title, ""))
        for at, title in enumerate(titles, 1)
    }
    rows = [
        statement_make(part, at, standards.get(said.domain), said, taken) for at, said in enumerate(spec.statements, 1)
    ]
    made = Statement.objects.bulk_create(rows)
    Descriptor.objects.bulk_create(
        Descriptor(statement=row, value=value, text=words)
        for row, said in zip(made, spec.statements, strict=True)
        for value, words in said.descriptors.items()
    )


def _with_own(spec: ToolSpec, own: list[StatementSpec]) -> ToolSpec:
    if not own:
        return spec
    parts = []
    homes = {domain: at for at, part in enumerate(spec.parts) for domain in (said.domain for said in part.statements)}
    for at, part in enumerate(spec.parts):
        added = [said for said in own if homes.get(said.domain, len(spec.parts) - 1) == at]
        parts.append(
            PartSpec(title=part.title, guidance=part.guidance, statements=_in_order([*part.statements, *added]))
        )
    return ToolSpec(**{**vars(spec), "parts": parts})


def _in_order(statements: list[StatementSpec]) -> list[StatementSpec]:
    """Return the statements with those of one standard beside each other."""
    titles = list(dict.fromkeys(said.domain for said in statements))
    return sorted(statements, key=lambda said: titles.index(said.domain))
