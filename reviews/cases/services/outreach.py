"""Who wrote a review, and how its learning was taken to people."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from partnerships.directory.models import User
from reviews.cases.models import Author, Briefing, Case
from reviews.cases.services.trail import case_audit
from safeguarding.lib.calendar import FuzzyDate


@transaction.atomic
def author_add(*, by: User, case: Case, role: str, organisation: str = "", independent: bool = False) -> Author:
    """Name an author by role. Naming the same twice names it once."""
    said: dict[str, Any] = {"role": role.strip(), "organisation": organisation.strip(), "independent": independent}
    made, new = Author.objects.get_or_create(case=case, **said)
    if new:
        case_audit(by=by, action="case_author_added", case=case, after=said)
    return made


@transaction.atomic
def briefing_add(
    *,
    by: User,
    case: Case,
    sort: str,
    title: str,
    issued: FuzzyDate,
    readers: Sequence[str],
    reached: int | None = None,
    link: str = "",
) -> Briefing:
    """Record a practice briefing, seminar, film or guidance with whom it was for. Twice the same is kept once."""
    said = {"sort": sort, "title": title.strip(), "issued": issued.token}
    if same := case.briefings.filter(**said).first():
        return same
    made = Briefing.objects.create(case=case, readers=list(readers), reached=reached, link=link, **said)
    case_audit(by=by, action="case_briefing_added", case=case, after={**said, "readers": list(readers)})
    return made
