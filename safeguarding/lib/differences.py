"""What changed between two wordings, word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from safeguarding.lib.richtext import plain


@dataclass(frozen=True)
class Stretch:
    """A run of words: `kind` is same, added or removed."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Stretch]:
    """Return the stretches that lead from one rich text to another; only the words count, not the markup."""
    old, new = plain(before).split(), plain(after).split()
    found: list[Stretch] = []
    for operation, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if operation == "equal":
            found.append(Stretch("same", " ".join(old[a:b])))
            continue
        if b > a:
            found.append(Stretch("removed", " ".join(old[a:b])))
        if d > c:
            found.append(Stretch("added", " ".join(new[c:d])))
    return found


def shortened(stretches: list[Stretch], keep: int = 12) -> list[Stretch]:
    """Return the stretches with long unchanged runs cut to the words next to a change."""
    return [_short(one, keep) if one.kind == "same" else one for one in stretches]


def _short(one: Stretch, keep: int) -> Stretch:
    words = one.text.split()
    if len(words) <= 2 * keep:
        return one
    return Stretch("same", f"{' '.join(words[:keep])} … {' '.join(words[-keep:])}")
