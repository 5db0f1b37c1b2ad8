"""Disclosure control: which figures a public edition must not print, and proof that they can not be worked out.

    outcome = control(Edition(facts=printed, behind=linked, sums=sums), Policy(), earlier=published_before)
    outcome.hidden      key -> why
    outcome.passed      an attack on what is printed found nothing that needs protection

Pure and deterministic: no clock, no chance, no order. `docs/disclosure.md` says in plain words what is promised.
"""

from safeguarding.lib.disclosure.attack import Exposure, attack
from safeguarding.lib.disclosure.control import Cause, Hidden, Outcome, cause_of, control
from safeguarding.lib.disclosure.policy import Policy
from safeguarding.lib.disclosure.reading import WITHHELD, Edition, Reading
from safeguarding.lib.disclosure.secondary import Suppression, suppress
from safeguarding.lib.disclosure.system import Cell, Linear, Need, Ratio, System

__all__ = [
    "WITHHELD",
    "Cause",
    "Cell",
    "Edition",
    "Exposure",
    "Hidden",
    "Linear",
    "Need",
    "Outcome",
    "Policy",
    "Ratio",
    "Reading",
    "Suppression",
    "System",
    "attack",
    "cause_of",
    "control",
    "suppress",
]
