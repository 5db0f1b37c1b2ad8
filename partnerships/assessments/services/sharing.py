"""Answering once for several partnerships: what an organisation said in one is taken over in another it sits in."""

from django.db import transaction
from django.utils import timezone

from partnerships.assessments.models import EvidenceFile, Rating, Response
from partnerships.assessments.policies import HANDED_IN, check_edit
from partnerships.assessments.services.answers import statements_of
from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed

COPIED = ("state", "score", "comment", "reason", "changed", "improvement", "improve_by", "lead")


@transaction.atomic
def response_share(*, by: User, response: Response, to: Response) -> list[Rating]:
    """Take over what a handed-in response says, with its evidence, into the draft of the same organisation in another
    partnership; return the answers made. Statements only that partnership asks stay to be answered there.

    NotAllowed unless both tools come from one shipped tool, the organisation is the same and the person may hand in for
    both agencies. What was answered there already is kept, and so are words written there without a score.
    """
    _check(by, response, to)
    statements = {row.slug: row for row in statements_of(to)}
    there = {row.statement_id: row for row in to.answers.filter(carried=False).prefetch_related("evidence")}
    answered = {pk for pk, row in there.items() if row.state}
    files: dict[int, EvidenceFile] = {}
    made = []
    for answer in response.answers.select_related("statement").prefetch_related("evidence"):
        statement = statements.get(answer.statement.slug)
        if statement is None or statement.pk in answered or not answer.is_given:
            continue
        own = there.get(statement.pk)
        values = {name: (getattr(own, name) if own else None) or getattr(answer, name) for name in COPIED}
        version = own.version + 1 if own else 1
        row, _ = Rating.objects.update_or_create(
            response=to,
            statement=statement,
            defaults={**values, "carried": False, "version": version, "updated_at": timezone.now(), "updated_by": by},
        )
        row.evidence.set([*_files(by, to, answer, files), *(own.evidence.all() if own else ())])
        made.append(row)
    Response.objects.filter(pk=to.pk).update(shared_from=response)
    for about, other in ((response, to), (to, response)):
        audit_record(
            by=by,
            action="assessment_response_share",
            partnership=about.round.partnership,
            about=about,
            after={"with": other.round.partnership.name, "answers": len(made), "given": about is response},
        )
    return made


def _check(by: User, response: Response, to: Response) -> None:
    if response.status not in HANDED_IN:
        raise NotAllowed("Hand this self-assessment in first.", code="state")
    mine, theirs = response.round.tool, to.round.tool
    if not mine.origin or mine.origin != theirs.origin:
        raise NotAllowed("The two partnerships do not use the same tool.", code="tool")
    one, other = response.agency, to.agency
    if one is None or other is None or one.organisation_id != other.organisation_id:
        raise NotAllowed("The two self-assessments belong to different organisations.", code="agency")
    for row in (response, to):
        if not access_of(by, row.round.partnership).may(Permission.ASSESSMENT_SUBMIT_OWN, row.agency):
            raise NotAllowed(f"You may not hand in for {row}.", code="permission")
    check_edit(to, timezone.localdate())


def _files(by: User, to: Response, answer: Rating, known: dict[int, EvidenceFile]) -> list[EvidenceFile]:
    """Return the agency's own row for each file; the stored file itself is kept once."""
    if to.agency is None:
        return []
    for file in answer.evidence.all():
        if file.pk not in known:
            names = ("title", "name", "size", "expires_on")
            fields = {name: getattr(file, name) for name in names}
            known[file.pk], _ = EvidenceFile.objects.get_or_create(
                agency=to.agency, file=file.file.name, defaults={**fields, "uploaded_by": by}
            )
    return [known[file.pk] for file in answer.evidence.all()]
