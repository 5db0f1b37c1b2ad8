"""docs/builds.md shows the states as they are."""

from django.conf import settings

from reports.publishing.policies import BUILD_TRANSITIONS


def test_the_diagram_of_the_documentation_is_the_table() -> None:
    text = (settings.BASE_DIR / "docs" / "builds.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{BUILD_TRANSITIONS.diagram()}\n```" in text
