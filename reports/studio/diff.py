"""The savings of a section, each with what it changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reports.studio.models import SectionVersion
from safeguarding.lib.differences import Stretch, shortened, word_diff


@dataclass(frozen=True)
class Change:
    """One saving: the version, and how it differs from the one before (`settings` names what else changed)."""

    version: SectionVersion
    words: list[Stretch]
    title_before: str
    settings: list[str]


def history_of(versions: list[SectionVersion]) -> Iterator[Change]:
    """Return the savings newest first, from versions in the same order."""
    for later, earlier in pairwise([*versions, None]):
        if later is not None:
            yield _change(later, earlier)


def _change(later: SectionVersion, earlier: SectionVersion | None) -> Change:
    words = shortened(word_diff(earlier.body if earlier else "", later.body))
    title = earlier.title if earlier and earlier.title != later.title else ""
    old: dict[str, Any] = earlier.config if earlier else {}
    settings = [name for name in sorted({*old, *later.config}) if old.get(name) != later.config.get(name)]
    return Change(later, words, title, settings if earlier else [])
