"""docs/assurance.md shows the states as they are."""

import pytest
from django.conf import settings

from partnerships.assurance.policies import ASSESSMENT_TRANSITIONS, CHALLENGE_TRANSITIONS, RISK_TRANSITIONS
from safeguarding.lib.workflow import TransitionTable


@pytest.mark.parametrize("table", [RISK_TRANSITIONS, CHALLENGE_TRANSITIONS, ASSESSMENT_TRANSITIONS])
def test_the_diagrams_of_the_documentation_are_the_tables(table: TransitionTable) -> None:
    text = (settings.BASE_DIR / "docs" / "assurance.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{table.diagram()}\n```" in text
