"""Rows for the pages that belong to no room."""

from tests.access.table import EVERYBODY_OF_A, Row

ROWS = (Row(name="overview", allowed=EVERYBODY_OF_A),)
