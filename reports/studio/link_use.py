"""Which sections of which reports send a reader to a link of the register."""

import re
from dataclasses import dataclass
from html import unescape

from partnerships.assurance.models import Resource
from partnerships.assurance.selectors.resources import resources_of
from partnerships.directory.models import Partnership
from reports.studio.models import Section
from reports.studio.selectors import section_rows

HREF = re.compile(r'href="([^"]+)"')


@dataclass(frozen=True)
class LinkUse:
    """A link and the sections that name it in their words or list it."""

    resource: Resource
    sections: tuple[Section, ...]


def addresses_in(html: str) -> set[str]:
    """Return the addresses rich text links to."""
    return {unescape(address) for address in HREF.findall(html)}


def link_use_of(partnership: Partnership) -> list[LinkUse]:
    """Return every link of the register with the sections that use it. Three queries."""
    sections = [(section, addresses_in(section.body)) for section in section_rows(partnership)]
    rows = [row for row in resources_of(partnership) if row.url]
    return [
        LinkUse(row, tuple(section for section, named in sections if row.url in named or _lists(section, row)))
        for row in rows
    ]


def _lists(section: Section, row: Resource) -> bool:
    kind = section.config.get("kind") if section.config else ""
    return section.block == "links" and row.in_reports and kind in (None, "", row.kind)
