"""The guidance editions and themes the portal ships with, as data."""

from reviews.cases.guidance.editions import EDITIONS
from reviews.cases.guidance.loading import criteria_load, guidance_load
from reviews.cases.guidance.spec import EditionSpec, RuleSpec
from reviews.cases.guidance.themes import THEMES

__all__ = ["EDITIONS", "THEMES", "EditionSpec", "RuleSpec", "criteria_load", "guidance_load"]
