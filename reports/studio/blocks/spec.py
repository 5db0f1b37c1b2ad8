"""What a block is, and what it may ask for while a report is gathered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from partnerships.directory.models import Partnership
from reports.studio.blocks.forms import SectionForm
from reports.studio.models import Report, Section
from safeguarding.lib.facts import FactKey

Loaded = TypeVar("Loaded")


@dataclass
class GatherContext:
    """What blocks share while one report is gathered.

    Blocks name the figures they print through `want`; afterwards all are resolved at once. Rows that several
    sections need are loaded through `once`, so the number of queries does not grow with the report.
    """

    report: Report
    sections: Sequence[Section] = ()
    _wanted: dict[str, None] = field(default_factory=dict)
    _loaded: dict[str, Any] = field(default_factory=dict)

    @property
    def partnership(self) -> Partnership:
        """Return the partnership whose report it is."""
        return self.report.partnership

    @property
    def wanted(self) -> tuple[str, ...]:
        """Return the keys asked for, in order of first use."""
        return tuple(self._wanted)

    def want(self, key: FactKey | str) -> str:
        """Ask for a figure and return the key under which the block will find it."""
        self._wanted.setdefault(str(key))
        return str(key)

    def once(self, name: str, load: Callable[[], Loaded]) -> Loaded:
        """Return what `load` gives, loading it once for the whole report."""
        if name not in self._loaded:
            self._loaded[name] = load()
        loaded: Loaded = self._loaded[name]
        return loaded


@dataclass(frozen=True, kw_only=True)
class BlockSpec:
    """A kind of section: adding one is a module, a template, a line in BLOCKS and a row of tests.

    `sentence` tells an author what the block prints. `form` checks a section's title and settings.
    `gather` returns plain data that names figures by key; `template` prints that data. `checks` names the codes of
    the checklist that look at this block in particular.
    """

    key: str
    title: str
    sentence: str
    template: str
    gather: Callable[[GatherContext, Section], Mapping[str, Any]]
    form: type[SectionForm] = SectionForm
    checks: tuple[str, ...] = ()

    @property
    def prose(self) -> bool:
        """Return True when the block prints words people write."""
        return "body" in self.form.base_fields
