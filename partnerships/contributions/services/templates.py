"""Templates: a draft of the next version beside the live one, and putting it live."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from partnerships.contributions.models import ContributionTemplate, Prompt
from partnerships.contributions.policies import TEMPLATE_TRANSITIONS, check_draft
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance

_DRAFT, _LIVE = ContributionTemplate.Status.DRAFT, ContributionTemplate.Status.LIVE
MANAGER_ALONE = (Role.BOARD_MANAGER.value,)


@dataclass(frozen=True, kw_only=True)
class PromptSpec:
    """A prompt to be made; the slug is taken from the title."""

    title: str
    guidance: str = ""
    words: tuple[int, int] = (0, 0)
    required: bool = True


@transaction.atomic
def template_create(
    *,
    by: User | None,
    partnership: Partnership,
    slug: str,
    name: str,
    prompts: Sequence[PromptSpec],
    kind: str = ContributionTemplate.Kind.AGENCY,
    approvers: Sequence[str] = MANAGER_ALONE,
    own_headings: bool = False,
    live: bool = True,
) -> ContributionTemplate:
    """Make a template, or the next version of the one with this slug; earlier versions stay as they are.

    The latest version made again, prompt for prompt (a double click), is given back instead. With `live` it can be
    used at once, otherwise it is the draft of that version. NotAllowed while there is another draft.
    """
    kept = ContributionTemplate.objects.of(partnership).filter(slug=slug).order_by("-version")
    said = {"name": name, "kind": kind, "approvers": list(approvers), "own_headings": own_headings}
    _check(prompts, approvers)
    latest = kept.first()
    if (
        latest
        and all(getattr(latest, key) == value for key, value in said.items())
        and _prompts(latest) == list(prompts)
    ):
        return latest
    if kept.filter(status=_DRAFT).exists():
        raise NotAllowed(f"There is a draft of “{name}” already. Change that one.", code="name")
    template = ContributionTemplate.objects.create(
        partnership=partnership, slug=slug, version=latest.version + 1 if latest else 1, status=_DRAFT, **said
    )
    _write(template, prompts)
    audit_record(
        by=by,
        action="contribution_template_create",
        partnership=partnership,
        about=template,
        after={"prompts": [spec.title for spec in prompts]},
    )
    return template_put_live(by=by, template=template) if live else template


@transaction.atomic
def template_draft(*, by: User | None, template: ContributionTemplate) -> ContributionTemplate:
    """Return the draft of the next version, begun from this one where there is none yet."""
    kept = ContributionTemplate.objects.select_for_update().filter(partnership=template.partnership, slug=template.slug)
    if begun := kept.filter(status=_DRAFT).first():
        return begun
    made = ContributionTemplate.objects.create(
        partnership=template.partnership,
        slug=template.slug,
        version=(kept.aggregate(latest=Max("version"))["latest"] or 0) + 1,
        status=_DRAFT,
        **{name: getattr(template, name) for name in ("name", "kind", "approvers", "own_headings")},
    )
    _write(made, _prompts(template))
    audit_record(by=by, action="contribution_template_draft", partnership=made.partnership, about=made)
    return made


@transaction.atomic
def template_save(
    *, by: User | None, template: ContributionTemplate, edits: int, prompts: Sequence[PromptSpec], **said: Any
) -> ContributionTemplate:
    """Save a draft begun at `edits`. `said`: name, kind, approvers, own_headings. Raises Overtaken; NotAllowed when
    it is live by now."""
    stored = ContributionTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    check_draft(stored)
    _check(prompts, said["approvers"])
    said["approvers"] = list(said["approvers"])
    if all(getattr(stored, key) == value for key, value in said.items()) and _prompts(stored) == list(prompts):
        return stored
    if stored.edits != edits:
        raise Overtaken("Somebody saved this template after you opened it.", code="overtaken")
    for name, value in said.items():
        setattr(stored, name, value)
    stored.edits = edits + 1
    stored.save()
    stored.prompts.all().delete()  # nobody has answered a draft's prompts
    _write(stored, prompts)
    audit_record(
        by=by,
        action="contribution_template_save",
        partnership=stored.partnership,
        about=stored,
        after={**said, "prompts": [spec.title for spec in prompts]},
    )
    return stored


@transaction.atomic
def template_put_live(*, by: User | None, template: ContributionTemplate) -> ContributionTemplate:
    """Let new rounds use a draft; the version that was live stays with the rounds that have it."""
    stored = ContributionTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if stored.status == _LIVE:
        return stored
    check_draft(stored)
    earlier = ContributionTemplate.objects.of(stored.partnership).filter(slug=stored.slug, status=_LIVE)
    for live in earlier.select_for_update(of=("self",)):
        advance(live, "supersede", TEMPLATE_TRANSITIONS)
    advance(stored, "put_live", TEMPLATE_TRANSITIONS)
    audit_record(by=by, action="contribution_template_put_live", partnership=stored.partnership, about=stored)
    return stored


def _check(prompts: Sequence[PromptSpec], approvers: Sequence[str]) -> None:
    slugs = [_slug(spec) for spec in prompts]
    if not prompts:
        raise NotAllowed("Enter at least one prompt.", code="prompts")
    if len(set(slugs)) < len(slugs):
        raise NotAllowed("Two prompts have the same title. Give each a title of its own.", code="prompts")
    if not approvers:
        raise NotAllowed("Say who has to approve.", code="approvers")


def _slug(spec: PromptSpec) -> str:
    return slugify(spec.title)[:60]


def _write(template: ContributionTemplate, prompts: Sequence[PromptSpec]) -> None:
    Prompt.objects.bulk_create(
        Prompt(
            template=template,
            slug=_slug(spec),
            order=order,
            title=spec.title,
            guidance=spec.guidance,
            words_least=spec.words[0],
            words_most=spec.words[1],
            required=spec.required,
        )
        for order, spec in enumerate(prompts, 1)
    )


def _prompts(template: ContributionTemplate) -> list[PromptSpec]:
    return [
        PromptSpec(
            title=prompt.title,
            guidance=prompt.guidance,
            words=(prompt.words_least, prompt.words_most),
            required=prompt.required,
        )
        for prompt in template.prompts.all()
    ]
