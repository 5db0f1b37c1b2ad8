"""Writing answers, adding headings, and filling in from last year."""

from django.db import transaction
from django.utils import timezone

from partnerships.contributions.models import Answer, AnswerVersion, Contribution
from partnerships.contributions.policies import check_author, check_edit
from partnerships.contributions.selectors import last_years
from partnerships.contributions.services.trail import contribution_locked, tell
from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from safeguarding.lib.richtext import clean
from safeguarding.lib.workflow import NotAllowed, Overtaken

MOST_HEADINGS = 30


@transaction.atomic
def answer_save(
    *, by: User, answer: Answer, version: int, body: str = "", nothing_to_report: bool = False, reason: str = ""
) -> Answer:
    """Save an answer begun at `version` as the next one and keep the version in the history.

    Saving what is already there changes nothing but that it is no longer marked as carried over, so a double click
    saves once. Raises Overtaken when somebody saved other words meanwhile (the caller shows both) and NotAllowed when
    the contribution can not be edited, by this person or at all.
    """
    contribution = contribution_locked(answer.contribution_id)
    stored = Answer.objects.select_for_update(of=("self",)).select_related("prompt").get(pk=answer.pk)
    said = {"body": "" if nothing_to_report else clean(body), "nothing_to_report": nothing_to_report, "reason": ""}
    if nothing_to_report:
        said["reason"] = reason.strip()
        if not said["reason"]:
            raise NotAllowed("Say why there is nothing to report.", code="reason")
    if all(getattr(stored, name) == value for name, value in said.items()) and not stored.carried_from_id:
        return stored
    check_edit(contribution)
    check_author(contribution, by)
    if stored.version != version:
        raise Overtaken("Somebody saved this answer after you opened it.", code="overtaken")
    return _kept(stored, contribution, by, carried_from=None, **said)


@transaction.atomic
def heading_add(*, by: User, contribution: Contribution, heading: str) -> Answer:
    """Add a heading of the contributor's own at the end, where the template allows it."""
    stored = contribution_locked(contribution.pk)
    check_edit(stored)
    check_author(stored, by)
    words = " ".join(heading.split())
    if not stored.round.template.own_headings:
        raise NotAllowed("This round has fixed headings. Write under one of them.", code="heading")
    present = [answer.title.casefold() for answer in stored.answers.standing()]
    if words.casefold() in present:
        raise NotAllowed("There is a heading of that name already. Give this one another.", code="heading")
    if len(present) >= MOST_HEADINGS:
        raise NotAllowed(f"A contribution can have {MOST_HEADINGS} headings at most.", code="heading")
    made = Answer.objects.create(contribution=stored, heading=words)
    tell(by, "contribution_heading_add", stored, after={"heading": words})
    return made


@transaction.atomic
def heading_remove(*, by: User, answer: Answer) -> None:
    """Take a heading of the contributor's own out; its words stay in the history. A second click changes nothing."""
    contribution = contribution_locked(answer.contribution_id)
    check_edit(contribution)
    check_author(contribution, by)
    if answer.prompt_id:
        raise NotAllowed("This heading belongs to the round. Say that there is nothing to report instead.")
    if Answer.objects.filter(pk=answer.pk, removed_at__isnull=True).update(removed_at=timezone.now()):
        tell(by, "contribution_heading_remove", contribution, before={"heading": answer.heading})


@transaction.atomic
def contribution_prefill(*, by: User, contribution: Contribution) -> int:
    """Fill what is empty with last year's approved answers to prompts of the same name; return how many.

    Each is marked as carried over until somebody saves it, so that nothing old passes for new.
    """
    stored = contribution_locked(contribution.pk)
    check_edit(stored)
    check_author(stored, by)
    earlier = last_years(stored)
    filled = 0
    for answer in stored.answers.standing().select_for_update(of=("self",)):
        before = earlier.get(answer.title.casefold())
        if before is None or answer.version:
            continue
        said = {"body": before.body, "nothing_to_report": before.nothing_to_report, "reason": before.reason}
        _kept(answer, stored, by, carried_from=before, **said)
        filled += 1
    return filled


def _kept(
    stored: Answer, contribution: Contribution, by: User, *, carried_from: AnswerVersion | None, **said: object
) -> Answer:
    before = {"version": stored.version, "words": stored.words}
    for name, value in said.items():
        setattr(stored, name, value)
    stored.carried_from = carried_from
    stored.version, stored.updated_at, stored.updated_by = stored.version + 1, timezone.now(), by
    stored.save()
    AnswerVersion.objects.create(answer=stored, number=stored.version, saved_at=stored.updated_at, saved_by=by, **said)
    after: dict[str, object] = {"version": stored.version, "words": stored.words}
    after["nothing_to_report"] = stored.nothing_to_report
    audit_record(
        by=by,
        action="contribution_answer_save",
        partnership=contribution.round.partnership,
        about=stored,
        before=before,
        after={**after, "carried": bool(carried_from)},
    )
    return stored
