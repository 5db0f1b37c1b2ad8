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

# What a decision considers where the case's edition lists nothing itself.
CRITERIA: Mapping[str, tuple[str, ...]] = {
    "children": CHILDREN,
    "adults": ADULTS,
    "domestic": DOMESTIC,
    "other": OTHER,
}
# Where the shipped ones are written and how sure that is, by audience.
CRITERIA_SOURCES: Mapping[str, tuple[str, str]] = {
    "children": ("Working Together, as local procedures quote it; the last three are from memory", "M"),
    "adults": ("Care Act 2014 s.44, as the Local Government Association quotes it", "S"),
    "domestic": ("Domestic Violence, Crime and Victims Act 2004 s.9, from memory", "M"),
}
# The shipped editions they belong to. Serious case reviews before 2018 had others, which we have not seen.
CRITERIA_EDITIONS = ("wt-2018", "wt-2023", "wt-2026", "care-act-2014", "dhr-2016")


@dataclass(frozen=True, kw_only=True)
class Considered:
    """One criterion as it was considered."""

    text: str
    answer: str
    note: str
