"""Reports to start from: every outline makes a report that can be gathered, and says what law asks for each part."""

from collections.abc import Iterator

import pytest
from django.template.loader import get_template

from reports.studio.assembly import report_gather
from reports.studio.blocks import BLOCKS, BLOCKS_BY_KEY
from reports.studio.models import Section
from reports.studio.outline import walk
from reports.studio.outlines import ADULTS, CHILDREN, OUTLINES
from reports.studio.selectors import reports_of
from reports.studio.services import report_create
from reports.studio.structure import Outline, Part
from safeguarding.lib.facts import Period
from tests.factories import AgencyFactory, OrganisationFactory
from tests.support.cast import Cast


def parts(outline: Outline) -> Iterator[Part]:
    """Return every part of an outline."""
    for part in outline.parts:
        yield part
        yield from part.parts


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.key)
def test_an_outline_becomes_a_report_with_a_first_version_of_each_section(cast: Cast, outline: Outline) -> None:
    report_create(
        by=cast.manager,
        partnership=cast.a,
        slug="made",
        title="Made",
        period=Period.financial_year(2025),
        outline=outline,
    )
    report = reports_of(cast.a).get(slug="made")
    content = report_gather(report)
    assert [part["id"] for part in content["sections"]] == [part.slug for part in parts(outline)]
    assert all(section.versions.count() == 1 for section in report.sections.all())
    # Nobody is recorded as a safeguarding partner here, so only the signatures that need none are asked for.
    assert [one["slot"] for one in content["signatures"]] == [
        signer.title or cast.a.chair_title for signer in outline.signers if not signer.kind
    ]


def test_each_safeguarding_partner_is_asked_for_a_signature_of_its_own(cast: Cast) -> None:
    for kind, name in (("council", "Borough"), ("icb", "First board"), ("icb", "Second board")):
        organisation = OrganisationFactory(name=name, kind=kind)
        AgencyFactory(partnership=cast.a, organisation=organisation, standing="partner")
    report = report_create(
        by=cast.manager,
        partnership=cast.a,
        slug="made",
        title="Made",
        period=Period.financial_year(2025),
        outline=CHILDREN,
    )
    asked = {slot.title: slot.agency.name if slot.agency else "" for slot in report.slots.all()}
    assert asked == {
        cast.a.chair_title: "",
        "Local authority": "Borough",
        "Integrated care board": "First board",
        "Integrated care board 2": "Second board",
    }


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.key)
def test_outlines_name_blocks_that_exist_and_no_part_twice(outline: Outline) -> None:
    slugs = [part.slug for part in parts(outline)]
    assert len(slugs) == len(set(slugs))
    assert all(part.block in BLOCKS_BY_KEY for part in parts(outline))


def test_the_adults_outline_covers_every_item_the_care_act_lists() -> None:
    named = " ".join(part.reference for part in parts(ADULTS))
    assert all(f"({letter})" in named for letter in "abcdefg")


def test_forewords_are_reserved_for_the_chair() -> None:
    for outline in (CHILDREN, ADULTS):
        foreword = next(part for part in parts(outline) if part.block == "foreword")
        assert foreword.reserved_for == Section.Reserved.CHAIR


def test_block_keys_and_titles_are_unique_and_every_block_has_its_template(cast: Cast) -> None:
    assert len(BLOCKS_BY_KEY) == len(BLOCKS) == len({spec.title for spec in BLOCKS})
    for spec in BLOCKS:  # two kinds of section may print alike
        assert get_template(spec.template)


def made(pk: int, order: int, parent: int | None = None, numbering: str = "numbered") -> Section:
    """Return a section that is not saved."""
    return Section(pk=pk, order=order, parent_id=parent, numbering=numbering, slug=f"s{pk}", title=f"T{pk}")


def test_numbers_follow_the_tree_and_skip_what_is_not_numbered() -> None:
    rows = [
        made(1, 20),
        made(2, 10),
        made(3, 10, parent=1),
        made(4, 20, parent=1, numbering="silent"),
        made(5, 30, parent=1),
        made(6, 30, numbering="unnumbered"),
        made(7, 10, parent=6),
        made(8, 40, numbering="appendix"),
        made(9, 10, parent=3),
    ]
    nodes = walk(rows)
    assert [(node.section.pk, node.number, node.level) for node in nodes] == [
        (2, "1", 1),
        (1, "2", 1),
        (3, "2.1", 2),
        (9, "2.1.1", 3),
        (4, "", 2),
        (5, "2.2", 2),
        (6, "", 1),
        (7, "", 2),
        (8, "Appendix 1", 1),
    ]
    assert [node.section.pk for node in nodes if node.silent] == [4]
