"""One-call builders for contributions, through the services people use."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.contributions.models import Attachment, Contribution, ContributionRound
from partnerships.contributions.services import (
    PromptSpec,
    answer_save,
    attachment_add,
    contribution_submit,
    round_open,
    template_create,
)
from partnerships.directory.models import Agency, Partnership, User

PROMPTS = (
    PromptSpec(title="Agency context", guidance="Say who you are and what changed.", words=(50, 200)),
    PromptSpec(title="Key successes", guidance="Summarise what protected children.", words=(50, 300)),
    PromptSpec(title="Key areas for development", required=False),
)


def round_made(
    partnership: Partnership, *agencies: Agency, slug: str = "2017-19", **changes: object
) -> ContributionRound:
    """Open a round with three prompts for the agencies; due on 1 March 2019 unless told otherwise."""
    about = {name: changes.pop(name) for name in ("kind", "approvers", "own_headings") if name in changes}
    template = template_create(
        by=None,
        partnership=partnership,
        slug=f"annual-{slug}",
        name="Annual report",
        prompts=PROMPTS,
        **about,  # type: ignore[arg-type]
    )
    said = {
        "title": "Annual report 2017-19",
        "starts_on": date(2017, 9, 1),
        "ends_on": date(2019, 3, 31),
        "due_on": date(2019, 3, 1),
        **changes,
    }
    return round_open(by=None, partnership=partnership, slug=slug, template=template, agencies=agencies, **said)  # type: ignore[arg-type]


def contribution_made(partnership: Partnership, agency: Agency, **changes: object) -> Contribution:
    """Ask one agency; return its empty draft."""
    return round_made(partnership, agency, **changes).contributions.get(agency=agency)


def answered(contribution: Contribution, by: User, body: str = "<p>We did what we said.</p>") -> Contribution:
    """Answer every prompt of a draft."""
    for answer in contribution.answers.all():
        answer_save(by=by, answer=answer, version=answer.version, body=body)
    return contribution


def submitted_made(partnership: Partnership, agency: Agency, by: User, **changes: object) -> Contribution:
    """Return a contribution that `by` answered and handed in."""
    draft = answered(contribution_made(partnership, agency, **changes), by)
    return contribution_submit(by=by, contribution=draft)


def upload_made(name: str = "audit.pdf", content: bytes = b"%PDF-1.7 an audit") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def attachment_made(contribution: Contribution, by: User) -> Attachment:
    """Keep a small file with a contribution."""
    return attachment_add(by=by, contribution=contribution, title="The audit", upload=upload_made())
