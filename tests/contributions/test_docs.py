"""docs/contributions.md shows the states as they are."""

from django.conf import settings

from partnerships.contributions.policies import TRANSITIONS


def test_the_diagram_of_the_documentation_is_the_table() -> None:
    text = (settings.BASE_DIR / "docs" / "contributions.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{TRANSITIONS.diagram()}\n```" in text
