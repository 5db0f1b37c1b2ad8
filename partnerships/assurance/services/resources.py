"""Links and documents, and asking whether the links still work; own wordings of texts about the law."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.assurance.fetching import Answer, look
from partnerships.assurance.models import LinkCheck, LocalText, Resource
from partnerships.assurance.policies import check_ours
from partnerships.assurance.selectors.resources import REACHED_NOTHING, links_to_check
from partnerships.assurance.services.saving import changed, recorded
from partnerships.assurance.statute import StatutoryText
from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from partnerships.directory.services.locking import queue_up
from safeguarding.lib.queue import send_on_commit
from safeguarding.lib.richtext import clean
from safeguarding.lib.workflow import NotAllowed, Overtaken

CHECK_TASK = "assurance.links_check"
PLACE = ("url", "kept_at", "agency", "owner_post")
AT_ONCE = 8
FRESH = timedelta(days=6)  # asked weekly: a run that is repeated asks nothing twice


@transaction.atomic
def resource_add(*, by: User | None, partnership: Partnership, title: str, **fields: Any) -> Resource:
    """Put a link or a document in the register. NotAllowed for a title that is there, or without place or owner."""
    check_ours(partnership, fields.get("agency"))
    _check_place(fields)
    queue_up(partnership)
    if Resource.objects.of(partnership).filter(title__iexact=title).exists():
        raise NotAllowed("There is an entry of that title already.", code="title")
    made = Resource.objects.create(partnership=partnership, title=title, updated_by=by, **fields)
    recorded(by=by, action="resource_add", partnership=partnership, about=made, said=fields)
    return made


@transaction.atomic
def resource_change(*, by: User | None, resource: Resource, version: int, **fields: Any) -> Resource:
    """Change an entry, or take it out of use by `retired_on`. Raises Overtaken.

    What was found out about an earlier address stays with that address.
    """
    check_ours(resource.partnership, fields.get("agency"))
    _check_place({name: getattr(resource, name) for name in PLACE} | fields)
    twins = Resource.objects.of(resource.partnership).filter(title__iexact=fields.get("title", resource.title))
    if twins.exclude(pk=resource.pk).exists():
        raise NotAllowed("There is an entry of that title already.", code="title")
    changed(by=by, action="resource_change", row=resource, version=version, fields=fields)
    return resource


@transaction.atomic
def links_check_ask(*, by: User, partnership: Partnership) -> None:
    """Ask the worker to look at every link of a partnership now."""
    audit_record(by=by, action="links_check_ask", partnership=partnership)
    send_on_commit(CHECK_TASK, partnership.pk)


def links_check(
    *, partnership: Partnership | None = None, fetch: Callable[[str], Answer] = look, now: datetime | None = None
) -> int:
    """Look at the links of a partnership, or at all that were not asked lately; return how many answers were kept.

    No answer is kept when no address at all could be reached: then it is more likely the portal that has no way out
    than every link dead. That it was so is kept in the audit trail, and the page says it.
    Nothing is locked while an address is asked; a link that was changed meanwhile keeps the answer with its address.
    """
    moment = now or timezone.now()
    asked = links_to_check(partnership, None if partnership else moment - FRESH)
    with ThreadPoolExecutor(AT_ONCE) as pool:  # they wait for the network, not for each other
        answers = list(zip(asked, pool.map(fetch, [resource.url for resource in asked]), strict=True))
    if all(answer.outcome == LinkCheck.Outcome.UNREACHABLE for _, answer in answers):
        for one in {resource.partnership for resource in asked}:
            audit_record(by=None, action=REACHED_NOTHING, partnership=one)
        return 0
    return len(_kept(answers, moment))


@transaction.atomic
def _kept(answers: Sequence[tuple[Resource, Answer]], moment: datetime) -> list[LinkCheck]:
    standing = set(Resource.objects.filter(pk__in=[row.pk for row, _ in answers]).values_list("pk", flat=True))
    return LinkCheck.objects.bulk_create(
        LinkCheck(
            resource=row,
            url=row.url,
            checked_at=moment,
            outcome=answer.outcome,
            code=answer.code,
            leads_to=answer.leads_to,
        )
        for row, answer in answers
        if row.pk in standing
    )


@transaction.atomic
def text_reword(
    *, by: User | None, partnership: Partnership, text: StatutoryText, body: str, why: str, number: int
) -> LocalText:
    """Print the partnership's own words instead of a shipped text; nothing instead of words goes back to it.

    `number` is the wording the person began from; Overtaken when there is a newer one.
    """
    queue_up(partnership)
    rows = LocalText.objects.of(partnership).filter(edition=text.edition, section=text.section)
    latest: int = rows.aggregate(last=Max("number"))["last"] or 0
    if latest != number:
        raise Overtaken("Somebody else changed this wording after you opened it.", code="overtaken")
    made = LocalText.objects.create(
        partnership=partnership,
        edition=text.edition,
        section=text.section,
        number=number + 1,
        body=clean(body),
        why=why,
        entered_by=by,
    )
    audit_record(
        by=by,
        action="statutory_text_reword",
        partnership=partnership,
        about=made,
        before={"body": text.body},
        after={"body": made.body, "why": why},
    )
    return made


def _check_place(fields: dict[str, Any]) -> None:
    if not fields.get("url") and not fields.get("kept_at"):
        raise NotAllowed("Give the web address, or say where the document is kept.", code="url")
    if not fields.get("agency") and not fields.get("owner_post"):
        raise NotAllowed("Say which agency or which post looks after it.", code="agency")
