"""Reads of self-assessment that span models, each in a constant number of queries."""

from partnerships.assessments.selectors.rounds import rounds_of
from partnerships.assessments.selectors.statistics import PartTable, sources_of, statistics_by_part

__all__ = ["PartTable", "rounds_of", "sources_of", "statistics_by_part"]
