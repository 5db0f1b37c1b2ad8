"""Figures on a page of the portal, for somebody who does not make reports: small numbers are withheld there too.

A report goes through disclosure control as a whole. A page shows figures one by one to whoever asks for their key, so
here the rule is blunter: a count up to the threshold is withheld, and so is what was computed from one. Zeros are
withheld with them: beside true zeros, a withheld figure says that there is somebody.
"""

from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.lib.disclosure.policy import Policy
from safeguarding.lib.disclosure.reading import is_count
from safeguarding.lib.facts.fact import Disclosure, Fact


def policy_in_force(partnership: Any) -> Policy:
    """Return what counts as a small number in a partnership, as the module named in the settings says."""
    return cast(Policy, import_string(settings.DISCLOSURE_POLICY)(partnership))


def guarded(facts: Mapping[str, Fact], policy: Policy) -> dict[str, Fact]:
    """Return the facts with small numbers, and what was computed from them, withheld. Inputs belong among the facts."""
    hidden = {key for key, fact in facts.items() if _is_small(fact, policy)}
    while more := {key for key, fact in facts.items() if key not in hidden and _tells(fact, hidden)}:
        hidden |= more
    return {key: fact.withheld() if key in hidden else fact for key, fact in facts.items()}


def _is_small(fact: Fact, policy: Policy) -> bool:
    number = fact.number
    if number is None or fact.disclosure is not Disclosure.SMALL_NUMBERS or not is_count(fact):
        return False
    return abs(number) <= policy.threshold


def _tells(fact: Fact, hidden: set[str]) -> bool:
    return fact.disclosure is Disclosure.SMALL_NUMBERS and not hidden.isdisjoint(fact.provenance.inputs)
