"""The tables of the returns room."""

from partnerships.returns.models.collection import Collection, CollectionItem, Return
from partnerships.returns.models.comparator import Comparator, CompetingValue
from partnerships.returns.models.indicator import Indicator, IndicatorSet, IndicatorVersion, SetItem
from partnerships.returns.models.notice import ReturnNotice
from partnerships.returns.models.observation import Acceptance, AcceptedFigure, Observation, ObservationVersion
from partnerships.returns.models.query import Explanation, Query, QueryEntry

__all__ = [
    "Acceptance",
    "AcceptedFigure",
    "Collection",
    "CollectionItem",
    "Comparator",
    "CompetingValue",
    "Explanation",
    "Indicator",
    "IndicatorSet",
    "IndicatorVersion",
    "Observation",
    "ObservationVersion",
    "Query",
    "QueryEntry",
    "Return",
    "ReturnNotice",
    "SetItem",
]
