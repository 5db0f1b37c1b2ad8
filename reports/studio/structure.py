"""The shape of a report to start from: parts, and who signs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.studio.models import Section


@dataclass(frozen=True, kw_only=True)
class Part:
    """One section of an outline. `reference` names the paragraph of the law or guidance that asks for it."""

    slug: str
    title: str
    block: str = "narrative"
    numbering: str = Section.Numbering.NUMBERED
    guidance: str = ""
    reference: str = ""
    reserved_for: str = Section.Reserved.NONE
    config: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A signature the outline asks for. With `kind`, each safeguarding partner of that kind gives one of its own.

    Without `title` it is what the partnership calls its independent person.
    """

    role: str
    title: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A report to start from: what the law asks of it, section by section."""

    key: str
    title: str
    sentence: str
    parts: tuple[Part, ...]
    signers: tuple[Signer, ...] = ()
