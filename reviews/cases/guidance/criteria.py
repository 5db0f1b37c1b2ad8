"""The criteria a decision considers, in words that may be shown to anybody, with their source and certainty."""

from collections.abc import Mapping
from dataclasses import dataclass

CHILDREN = (
    "Abuse or neglect of a child is known or suspected",
    "The child died or was seriously harmed",
    "It highlights, or may highlight, improvements needed to safeguard children",
    "It highlights, or may highlight, recurrent themes",
    "It raises, or may raise, concern about how organisations worked together",
)
ADULTS = (
    "The adult had needs for care and support",
    "There is reasonable cause for concern about how agencies worked together",
    "The adult died from known or suspected abuse or neglect, or is alive after serious abuse or neglect",
)
DOMESTIC = (
    "The person was aged 16 or over and died",
    "The death appears to have resulted from violence, abuse or neglect by a relative, partner or household member",
)
OTHER = ("The case offers learning that is worth a review",)

# Children: Working Together, quoted by local procedures [S], the last three from memory [M]. Adults: Care Act 2014
# s.44, quoted by the LGA [S]. Domestic: Domestic Violence, Crime and Victims Act 2004 s.9, from memory [M].
CRITERIA: Mapping[str, tuple[str, ...]] = {
    "children": CHILDREN,
    "adults": ADULTS,
    "domestic": DOMESTIC,
    "other": OTHER,
}


@dataclass(frozen=True, kw_only=True)
class Considered:
    """One criterion as it was considered."""

    text: str
    answer: str
    note: str
