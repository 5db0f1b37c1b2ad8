"""The public edition's content: the snapshot without what is hidden, and without what only colleagues may see."""

from collections.abc import Mapping
from typing import Any

from safeguarding.lib.disclosure import Outcome, Policy
from safeguarding.lib.facts import Fact, Status

SYMBOLS = tuple(status for status in Status if status.symbol)


def public_content(content: Mapping[str, Any], facts: Mapping[str, Fact], outcome: Outcome) -> dict[str, Any]:
    """Return what the public edition is printed from. Every surface reads this and nothing else, so tables, charts
    with their texts, words, totals and data files can not differ about what is hidden.
    """
    hidden = outcome.hidden
    shown = {key: facts[key].withheld() if key in hidden else facts[key] for key in sorted(facts)}
    front = content["report"]
    return {
        **{name: value for name, value in content.items() if name != "linked"},
        # Without the partnership's address in the portal no figure leads to its page.
        "report": {**front, "partnership_slug": "", "conventions": [*front["conventions"], *rules(outcome.policy)]},
        "sections": _without_ways(content["sections"]),
        "facts": {key: fact.for_strangers().as_json() for key, fact in shown.items()},
        "variant": "public",
        "disclosure": {**outcome.policy.as_json(), "hidden": len(hidden)},
        "symbols": symbols(),
    }


def _without_ways(value: Any) -> Any:
    """Return a section's data without the paths of the portal's pages that blocks keep under `trace`."""
    if isinstance(value, dict):
        return {name: "" if name == "trace" else _without_ways(item) for name, item in value.items()}
    return [_without_ways(item) for item in value] if isinstance(value, list) else value


def rules(policy: Policy) -> list[str]:
    """Return in sentences how small numbers are treated."""
    zero = "A zero is printed as 0" if policy.zeros_shown else "Zeros are not printed either"
    return [
        (
            f"To protect children and adults, counts from 1 to {policy.threshold} that were not published elsewhere "
            "are not printed, nor are percentages and rates computed from them. Other figures are left out where these "
            f"could be worked out from them. All of them are marked [c]. {zero}."
        )
    ]


def symbols() -> dict[str, str]:
    """Return what each symbol means, after the Government Statistical Service's convention."""
    return {status.symbol: status.label for status in SYMBOLS}
