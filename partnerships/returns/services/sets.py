"""Editing a set as the lines a person writes."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from partnerships.directory.models import Agency, Partnership, User
from partnerships.returns.models import Indicator, IndicatorSet
from partnerships.returns.services.indicators import SetLine, set_save


@transaction.atomic
def set_from_lines(
    *, by: User, partnership: Partnership, slug: str, name: str, lines: str, description: str = ""
) -> IndicatorSet:
    """Create (without a slug) or replace a set from lines: `# heading`, `indicator` or `indicator: agency, agency`.

    ValidationError on `lines` names the line and what is not known in it.
    """
    indicators = {row.slug: row for row in Indicator.objects.of(partnership)}
    agencies = {row.slug: row for row in Agency.objects.of(partnership)}
    made: list[SetLine] = []
    problems, heading = [], ""
    for number, line in enumerate(lines.splitlines(), 1):
        if line.strip().startswith("#"):
            heading = line.strip().lstrip("# ").strip()
        elif line.strip():
            short, colon, names = line.partition(":")
            wanted = [part.strip() for part in names.split(",") if part.strip()]
            unknown = [text for text in wanted if text not in agencies]
            if short.strip() not in indicators:
                problems.append(
                    f"Line {number}: “{short.strip()}” is not an indicator. {_nearest(short.strip(), indicators)}"
                )
            elif unknown:
                problems.append(f"Line {number}: “{unknown[0]}” is not an agency. {_nearest(unknown[0], agencies)}")
            else:
                asked = tuple(agencies[text] for text in wanted) if colon and wanted else None
                made.append(SetLine(indicator=indicators[short.strip()], heading=heading, agencies=asked))
    repeated = {line.indicator.slug for line in made if sum(other.indicator == line.indicator for other in made) > 1}
    problems += [f"“{text}” is in the set twice. Remove one of the lines." for text in sorted(repeated)]
    if problems:
        raise ValidationError({"lines": problems})
    return set_save(
        by=by,
        partnership=partnership,
        slug=slug or slugify(name)[:80],
        name=name,
        lines=made,
        description=description,
    )


def _nearest(typed: str, known: Iterable[str]) -> str:
    close = get_close_matches(slugify(typed), list(known), n=1)
    return f"Did you mean “{close[0]}”?" if close else "Choose a short name of the lists on this page."
