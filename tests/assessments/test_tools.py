"""Tools: what is shipped, drafts and live versions, national and local layers."""

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify

from demonstration.data import toml
from partnerships.assessments.library import FOLDER, shipped_tools, spec_of
from partnerships.assessments.models import Descriptor, Layer, Part, ScaleLevel, Statement, Tool, half_steps
from partnerships.assessments.policies import RESPONSE_TRANSITIONS, ROUND_TRANSITIONS, TOOL_TRANSITIONS, level_of
from partnerships.assessments.services import (
    StatementSpec,
    round_open,
    statement_add,
    statement_change,
    statement_move,
    statement_remove,
    tool_adopt,
    tool_create,
    tool_describe,
    tool_draft,
    tool_publish,
    tools,
)
from partnerships.directory.models import AuditEvent
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.assessments.factories import plan, rag_tool, tool_made
from tests.support.cast import Cast

SHIPPED = {
    "adults-board": 17,
    "board-effectiveness": 26,
    "icb-assurance": 11,
    "mash": 16,
    "section-11": 32,
    "section-175": 60,
}


def test_six_tools_are_shipped_with_a_scale_guidance_and_evidence_prompts() -> None:
    assert {key: spec.statements for key, spec in shipped_tools().items()} == SHIPPED
    for spec in shipped_tools().values():
        said = [one for part in spec.parts for one in part.statements]
        assert len({one.slug for one in said}) == len(said)
        assert all(one.text and one.evidence_prompt and one.layer == Layer.NATIONAL for one in said)
        assert [level.opens_action for level in spec.levels][:2] == [True, True]
        assert all(level.colour and level.meaning for level in spec.levels)


@pytest.mark.parametrize("key", sorted(SHIPPED))
def test_every_shipped_statement_has_guidance_and_words_of_its_own_for_each_level(key: str) -> None:
    spec = shipped_tools()[key]
    values = [level.value for level in spec.levels]
    said = [one for part in spec.parts for one in part.statements]
    assert [one.slug for one in said if not one.guidance] == []
    assert [one.slug for one in said if list(one.descriptors) != values] == []
    assert [one.slug for one in said if len(set(one.descriptors.values())) != len(values)] == []
    longest = Descriptor._meta.get_field("text").max_length or 0
    assert all(len(words) <= longest for one in said for words in one.descriptors.values())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_nothing_is_said_about_a_statement_that_is_not_there(path: Path) -> None:
    slugs = {one.slug for part in shipped_tools()[path.stem].parts for one in part.statements}
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))["about"]) == slugs


def test_section_11_has_the_eight_common_standards() -> None:
    (part,) = shipped_tools()["section-11"].parts
    assert len(dict.fromkeys(one.domain for one in part.statements)) == 8


def test_board_effectiveness_has_the_statements_of_southends_appendix_so_that_years_compare(cast: Cast) -> None:
    imported = toml("southend-2017-19", "governance")["assessment"]
    shipped = shipped_tools()[imported["tool"]]
    parts: dict[str, list[str]] = {}
    for title, short_title, _ in imported["statements"]:
        parts.setdefault(title, []).append(slugify(short_title)[:54])
    assert [[one.slug for one in part.statements] for part in shipped.parts] == list(parts.values())


@pytest.mark.parametrize("key", sorted(SHIPPED))
def test_an_adopted_tool_is_live_and_can_be_copied_back(cast: Cast, key: str) -> None:
    tool = tool_adopt(by=cast.manager, partnership=cast.a, key=key)
    assert (tool.status, tool.origin, tool.edition) == ("live", key, "2026")
    assert spec_of(tool) == shipped_tools()[key]
    with pytest.raises(NotAllowed, match="here already"):
        tool_adopt(by=cast.manager, partnership=cast.a, key=key)


def test_a_changed_tool_is_a_new_version(cast: Cast) -> None:
    assert [tool_made(cast.a).version, tool_made(cast.a).version] == [1, 2]


def test_statements_without_a_slug_get_one_of_their_own(cast: Cast) -> None:
    slugs = [row.slug for part in tool_made(cast.a).parts.all() for row in part.statements.all()]
    assert slugs == ["plan-1", "plan-2", "membership"]


CHANGES = [
    lambda tool: Tool.objects.filter(pk=tool.pk).update(title="Another"),
    lambda tool: Tool.objects.filter(pk=tool.pk).update(status="draft"),
    lambda tool: ScaleLevel.objects.filter(tool=tool).update(label="Other"),
    lambda tool: ScaleLevel.objects.create(tool=tool, value=9, label="Nine"),
    lambda tool: Part.objects.filter(tool=tool).update(title="Other"),
    lambda tool: Statement.objects.filter(part__tool=tool).update(text="Other"),
    lambda tool: Statement.objects.filter(part__tool=tool).first().descriptors.create(value=1, text="x"),
    lambda tool: Statement.objects.filter(part__tool=tool).delete(),
    lambda tool: Statement.objects.create(part=tool.parts.get(), number=9, slug="n", short_title="N", text="N"),
    lambda tool: tool.delete(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_every_change_to_a_live_version(cast: Cast, change: object) -> None:
    tool = rag_tool(cast.a)
    with pytest.raises(DatabaseError, match="live version"), transaction.atomic():
        change(tool)  # type: ignore[operator]
    draft = rag_tool(cast.a, live=False, slug="other")
    change(draft)  # type: ignore[operator]


def test_a_local_statement_is_added_to_a_national_tool_and_stays_in_the_next_edition(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = tool_adopt(by=cast.manager, partnership=cast.a, key="section-11")
    draft = tool_draft(by=cast.manager, tool=live)
    said = StatementSpec(
        short_title="Our river",
        text="Staff know the water safety plan.",
        domain="Sharing information",
        layer=Layer.LOCAL,
    )
    made = statement_add(by=cast.manager, part=draft.parts.get(), revision=0, said=said)
    tool_publish(by=cast.manager, tool=draft, revision=1)
    draft.refresh_from_db()
    rows = list(draft.parts.get().statements.order_by("number"))
    assert (rows[-1].pk, rows[-1].layer, draft.status, draft.version) == (made.pk, "local", "live", 2)
    assert live.parts.get().statements.count() == 32
    later = replace(shipped_tools()["section-11"], edition="2027")
    monkeypatch.setattr(tools, "shipped_tools", lambda: {"section-11": later})
    third = tool_adopt(by=cast.manager, partnership=cast.a, key="section-11")
    assert third.version == 3
    assert Statement.objects.filter(part__tool=third).count() == 33
    assert Statement.objects.get(part__tool=third, slug="our-river").domain == "Sharing information"


def test_national_statements_and_scales_are_not_ours_to_change(cast: Cast) -> None:
    draft = tool_draft(by=cast.manager, tool=tool_adopt(by=cast.manager, partnership=cast.a, key="section-11"))
    row = Statement.objects.select_related("part__tool").filter(part__tool=draft).first()
    assert row is not None
    said = StatementSpec(short_title="Other", text="Other.")
    with pytest.raises(NotAllowed, match="national statement"):
        statement_change(by=cast.manager, statement=row, revision=0, said=said)
    with pytest.raises(NotAllowed, match="national statement"):
        statement_remove(by=cast.manager, statement=row, revision=0)
    with pytest.raises(NotAllowed, match="scale of a national tool"):
        tool_describe(by=cast.manager, tool=draft, revision=0, levels=None, half_points=True)
    described = tool_describe(by=cast.manager, tool=draft, revision=0, levels=None, title="Section 11, ours")
    assert described.title == "Section 11, ours"


def test_a_draft_keeps_statements_of_one_standard_together_and_in_the_order_chosen(cast: Cast) -> None:
    draft = rag_tool(cast.a, live=False)
    part = draft.parts.get()
    said = StatementSpec(short_title="Deputy", text="Somebody stands in.", domain="Lead")
    statement_add(by=cast.manager, part=part, revision=0, said=said)
    order = lambda: [row.slug for row in part.statements.order_by("number")]  # noqa: E731
    assert order() == ["leader", "reports", "deputy", "asked"]
    row = Statement.objects.select_related("part__tool").get(part=part, slug="deputy")
    statement_move(by=cast.manager, statement=row, revision=1, up=True)
    assert order() == ["leader", "deputy", "reports", "asked"]
    with pytest.raises(Overtaken):
        statement_move(by=cast.manager, statement=row, revision=1, up=True)
    asked = Statement.objects.select_related("part__tool").get(part=part, slug="asked")
    with pytest.raises(NotAllowed, match="at the end"):
        statement_move(by=cast.manager, statement=asked, revision=2, up=False)
    statement_remove(by=cast.manager, statement=asked, revision=2)
    assert order() == ["leader", "deputy", "reports"]
    assert not part.standards.filter(title="Voice").exists()


def test_a_draft_can_not_be_live_without_statements_and_each_edit_is_in_the_trail(cast: Cast) -> None:
    empty = tool_create(
        by=cast.manager,
        partnership=cast.a,
        slug="empty",
        title="Empty",
        levels={Decimal(1): "No"},
        parts=[],
        live=False,
    )
    with pytest.raises(NotAllowed, match="at least two levels"):
        tool_publish(by=cast.manager, tool=empty, revision=0)
    with pytest.raises(NotAllowed, match="There is a draft"):
        tool_draft(by=cast.manager, tool=empty)
    assert AuditEvent.objects.get(action="assessment_tool_create").after == {
        "edition": "",
        "statements": 0,
        "status": "draft",
    }


def test_half_points_lie_between_levels_and_have_not_reached_the_next() -> None:
    values = [Decimal(0), Decimal(1), Decimal(3)]
    assert half_steps(values, halves=True) == [0, Decimal("0.5"), 1, 2, 3]
    assert half_steps(values, halves=False) == values
    levels = [ScaleLevel(value=value, label=str(value)) for value in values]
    assert [level_of(Decimal(score), levels).value for score in ("0", "0.5", "2", "3")] == [0, 0, 1, 3]  # type: ignore[union-attr]
    assert level_of(None, levels) is None


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_a_tool_is_made_edited_and_made_live_in_the_browser(cast: Cast) -> None:
    client = client_of(cast.manager)
    new = reverse("assessment_tool_new", args=[cast.a.slug])
    wrong = client.post(new, {"title": "", "scale": "rag", "part": "All"})
    assert wrong.status_code == 422
    made = client.post(new, {"title": "Neglect check", "scale": "1-4", "part": "All"})
    tool = Tool.objects.get(slug="neglect-check")
    assert made["Location"] == reverse("assessment_tool", args=[cast.a.slug, tool.pk])
    add = reverse("assessment_statement_new", args=[cast.a.slug, tool.pk, 1])
    said = {
        "domain": "Home",
        "short_title": "Food",
        "text": "Children are fed.",
        "layer": "local",
        "version": 0,
        "level-0": "No food.",
    }
    assert client.post(add, said).status_code == 302
    stale = client.post(add, {**said, "short_title": "Warmth"})
    assert stale.status_code == 409
    assert "after you opened it" in stale.content.decode()
    again = re.search(r'name="version" value="(\d+)"', stale.content.decode())
    assert again
    assert client.post(add, {**said, "short_title": "Warmth", "version": again[1]}).status_code == 302
    edit = reverse("assessment_tool_edit", args=[cast.a.slug, tool.pk])
    levels = "0, Cold\n1, Warm, purple"
    assert "not a colour" in client.post(edit, {"title": "Neglect", "levels": levels, "version": 2}).content.decode()
    levels = "0, Cold, red, action\n1, Warm, green\n1, Hot"
    assert "the same value" in client.post(edit, {"title": "Neglect", "levels": levels, "version": 2}).content.decode()
    levels = "0, Cold, red, action\n1, Warm, green"
    assert (
        client.post(edit, {"title": "Neglect", "levels": levels, "half_points": "on", "version": 2}).status_code == 302
    )
    page = client.get(reverse("assessment_tool", args=[cast.a.slug, tool.pk])).content.decode()
    assert "half points allowed" in page
    publish = reverse("assessment_tool_publish", args=[cast.a.slug, tool.pk])
    client.post(publish, {"revision": "0"})
    tool.refresh_from_db()
    assert tool.status == "draft"
    client.post(publish, {"revision": "3"})
    tool.refresh_from_db()
    assert (tool.status, tool.levels.get(value=0).opens_action) == ("live", True)
    assert "Begin a new version" in client.get(reverse("assessment_tool", args=[cast.a.slug, tool.pk])).content.decode()


def test_shipped_tools_are_offered_until_they_are_here(cast: Cast) -> None:
    client, tools = client_of(cast.manager), reverse("assessment_tools", args=[cast.a.slug])
    assert client.get(tools).content.decode().count('name="key"') == 6
    client.post(reverse("assessment_tool_adopt", args=[cast.a.slug]), {"key": "mash"})
    page = client.get(tools).content.decode()
    assert page.count('name="key"') == 5
    assert "National, edition 2026" in page
    assert "Shipped with the portal" not in client_of(cast.reader).get(tools).content.decode()


def test_a_command_loads_tools_into_a_partnership(cast: Cast) -> None:
    call_command("assessment_tool_add", cast.a.slug, "mash", "section-11")
    assert sorted(Tool.objects.of(cast.a).values_list("slug", flat=True)) == ["mash", "section-11"]
    with pytest.raises(CommandError, match="here already"):
        call_command("assessment_tool_add", cast.a.slug, "mash")


def test_a_round_is_pinned_to_its_version(cast: Cast) -> None:
    live = rag_tool(cast.a)
    held = round_open(by=cast.manager, tool=live, plan=plan(agencies=[cast.agency]))
    tool_publish(by=cast.manager, tool=tool_draft(by=cast.manager, tool=live), revision=0)
    held.refresh_from_db()
    assert held.tool_id == live.pk


def test_the_diagrams_in_the_documentation_are_the_tables() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "self-assessment.md").read_text(encoding="utf-8")
    for table in (TOOL_TRANSITIONS, ROUND_TRANSITIONS, RESPONSE_TRANSITIONS):
        assert table.diagram() in text
