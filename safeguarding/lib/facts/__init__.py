"""Facts: everything a report prints that is not prose.

A fact is one frozen value with its status, unit, period, definition and provenance. Narrative, tables, charts,
exports and the source annex print from the same object, so a report can not contradict itself.
"""

from safeguarding.lib.facts.derive import change, direction, percentage_change, rate, share, total
from safeguarding.lib.facts.fact import Derivation, Disclosure, Fact, Geography, Provenance
from safeguarding.lib.facts.key import FactKey, KeyProblem
from safeguarding.lib.facts.period import Period, PeriodKind
from safeguarding.lib.facts.provider import CatalogueEntry, FactProvider, Sum
from safeguarding.lib.facts.status import Qualifier, Status
from safeguarding.lib.facts.unit import Unit, UnitKind

__all__ = [
    "CatalogueEntry",
    "Derivation",
    "Disclosure",
    "Fact",
    "FactKey",
    "FactProvider",
    "Geography",
    "KeyProblem",
    "Period",
    "PeriodKind",
    "Provenance",
    "Qualifier",
    "Status",
    "Sum",
    "Unit",
    "UnitKind",
    "change",
    "direction",
    "percentage_change",
    "rate",
    "share",
    "total",
]
