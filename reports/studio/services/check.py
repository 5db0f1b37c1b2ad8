"""Accepting warnings."""

from django.core.exceptions import ValidationError
from django.db import transaction

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from reports.studio.checks.finding import Finding, Level
from reports.studio.models import CheckAnswer, Report


@transaction.atomic
def warning_accept(*, by: User, report: Report, finding: Finding, word: str) -> CheckAnswer:
    """Accept a warning with a word of explanation. Errors can not be accepted, only mended."""
    if finding.level is not Level.WARNING:
        raise ValidationError("Only a warning can be accepted: an error has to be mended.", code="level")
    if not word.strip():
        raise ValidationError("Say in a few words why the warning is accepted.", code="word")
    answer, made = CheckAnswer.objects.get_or_create(
        report=report,
        fingerprint=finding.fingerprint,
        defaults={"code": finding.code, "text": finding.text, "word": word.strip(), "answered_by": by},
    )
    if made:
        audit_record(
            by=by,
            action="warning.accepted",
            partnership=report.partnership,
            about=report,
            after={"code": finding.code, "text": finding.text, "word": answer.word},
        )
    return answer
