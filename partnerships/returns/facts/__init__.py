"""The facts this room offers: every figure of every collection, its totals and shares, and its comparators."""

from partnerships.returns.facts.catalogue import catalogue
from partnerships.returns.facts.provider import resolve
from partnerships.returns.facts.sums import sums
from partnerships.returns.facts.table import FactTable, TableRow, table
from partnerships.returns.facts.wanted import key_for
from safeguarding.lib.facts import FactProvider

PROVIDER = FactProvider(room="returns", resolve=resolve, catalogue=catalogue, sums=sums)

__all__ = ["PROVIDER", "FactTable", "TableRow", "key_for", "table"]
