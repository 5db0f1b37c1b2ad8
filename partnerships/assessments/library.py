"""What a tool is made of before it is in the database, and the tools shipped with the portal as data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from partnerships.assessments.models import Layer, Tool

FOLDER = Path(__file__).parent / "shipped"


@dataclass(frozen=True, kw_only=True)
class StatementSpec:
    """A statement to be made. `domain` is the title of its standard; without a slug the short title makes one."""

    short_title: str
    text: str
    domain: str = ""
    slug: str = ""
    guidance: str = ""
    evidence_prompt: str = ""
    layer: str = Layer.LOCAL
    once: bool = False
    descriptors: Mapping[Decimal, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PartSpec:
    """A part to be made. `guidance` is by the title of the standard."""

    title: str
    statements: Sequence[StatementSpec]
    guidance: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LevelSpec:
    """A level of the scale to be made."""

    value: Decimal
    label: str
    colour: str = ""
    opens_action: bool = False
    meaning: str = ""


@dataclass(frozen=True, kw_only=True)
class ToolSpec:
    """A whole tool to be made."""

    slug: str
    title: str
    levels: Sequence[LevelSpec]
    parts: Sequence[PartSpec]
    purpose: str = ""
    origin: str = ""
    edition: str = ""
    half_points: bool = False
    not_rated_allowed: bool = False
    not_applicable_allowed: bool = True

    @property
    def statements(self) -> int:
        """Return how many statements it has."""
        return sum(len(part.statements) for part in self.parts)


@cache
def shipped_tools() -> Mapping[str, ToolSpec]:
    """Return the tools of the folder by their key, in order of title."""
    read = [_tool(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]
    return {spec.slug: spec for spec in sorted(read, key=lambda spec: spec.title)}


def spec_of(tool: Tool) -> ToolSpec:
    """Return a stored version as a specification, to be copied. Four queries."""
    parts = tool.parts.prefetch_related("standards", "statements__standard", "statements__descriptors")
    levels = [
        LevelSpec(
            value=row.value, label=row.label, colour=row.colour, opens_action=row.opens_action, meaning=row.meaning
        )
        for row in tool.levels.all()
    ]
    return ToolSpec(
        slug=tool.slug,
        title=tool.title,
        purpose=tool.purpose,
        levels=levels,
        parts=[_part_of(part) for part in parts],
        origin=tool.origin,
        edition=tool.edition,
        half_points=tool.half_points,
        not_rated_allowed=tool.not_rated_allowed,
        not_applicable_allowed=tool.not_applicable_allowed,
    )


def _part_of(part: Any) -> PartSpec:
    statements = sorted(part.statements.all(), key=lambda row: row.number)
    return PartSpec(
        title=part.title,
        guidance={row.title: row.guidance for row in part.standards.all()},
        statements=[
            StatementSpec(
                **{name: getattr(row, name) for name in COPIED},
                descriptors={one.value: one.text for one in row.descriptors.all()},
            )
            for row in statements
        ],
    )


COPIED = ("short_title", "text", "domain", "slug", "guidance", "evidence_prompt", "layer", "once")


def _tool(said: Mapping[str, Any]) -> ToolSpec:
    levels = [_level(row) for row in said["levels"]]
    about = _about(said, [level.value for level in levels])
    return ToolSpec(
        slug=said["slug"],
        title=said["title"],
        purpose=said["purpose"],
        origin=said["slug"],
        edition=said["edition"],
        half_points=said.get("half_points", False),
        not_rated_allowed=said.get("not_rated", False),
        not_applicable_allowed=said.get("not_applicable", False),
        levels=levels,
        parts=[_part(row, about) for row in said["parts"]],
    )


def _level(row: Mapping[str, Any]) -> LevelSpec:
    return LevelSpec(
        value=Decimal(row["value"]),
        label=row["label"],
        colour=row.get("colour", ""),
        opens_action=row.get("action", False),
        meaning=row.get("meaning", ""),
    )


@dataclass(frozen=True)
class _About:
    """What helps to answer a statement."""

    guidance: str = ""
    descriptors: Mapping[Decimal, str] = field(default_factory=dict)


def _about(said: Mapping[str, Any], values: Sequence[Decimal]) -> Mapping[str, _About]:
    """Return it by the slug of the statement; a level without words of its own, or one too many, is a mistake."""
    return {
        slug: _About(row["guidance"], dict(zip(values, row["levels"], strict=True)))
        for slug, row in said.get("about", {}).items()
    }


def _part(row: Mapping[str, Any], about: Mapping[str, _About]) -> PartSpec:
    standards = row.get("standards", [])
    lines = [(standard["title"], line) for standard in standards for line in standard["statements"]]
    lines += [("", line) for line in row.get("statements", [])]
    return PartSpec(
        title=row["title"],
        guidance={standard["title"]: standard.get("guidance", "") for standard in standards},
        statements=[_statement(domain, line, about.get(line[0], _About())) for domain, line in lines],
    )


def _statement(domain: str, line: Sequence[Any], about: _About) -> StatementSpec:
    slug, short_title, text, evidence, *more = line
    extra = more[0] if more else {}
    return StatementSpec(
        slug=slug,
        short_title=short_title,
        text=text,
        domain=domain,
        evidence_prompt=evidence,
        guidance=about.guidance,
        layer=Layer.NATIONAL,
        once=extra.get("once", False),
        descriptors=about.descriptors,
    )
