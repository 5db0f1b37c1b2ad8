"""Rounds: what is asked, of whom and by when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from partnerships.contributions.models import Answer, Contribution, ContributionRound, ContributionTemplate
from partnerships.directory.models import Agency, Area, Group, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.evidence.models import Tag
from safeguarding.lib.workflow import NotAllowed, Overtaken

_EDITABLE = ("title", "starts_on", "ends_on", "due_on")


@transaction.atomic
def round_open(
    *,
    by: User | None,
    partnership: Partnership,
    slug: str,
    title: str,
    template: ContributionTemplate,
    starts_on: date,
    ends_on: date,
    due_on: date,
    agencies: Iterable[Agency] = (),
    source: str = "",
) -> ContributionRound:
    """Open a round and ask each of `agencies` for one contribution. `source` names the document of an import."""
    if ContributionRound.objects.of(partnership).filter(slug=slug).exists():
        raise NotAllowed(f"There is already a round with the address {slug}. Choose another title.", code="duplicate")
    if template.status == ContributionTemplate.Status.DRAFT:
        raise NotAllowed("This template is a draft. Put it live first.", code="template")
    asked = ContributionRound.objects.create(
        partnership=partnership,
        slug=slug,
        title=title,
        template=template,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=due_on,
        source=source,
    )
    audit_record(by=by, action="contribution_round_open", partnership=partnership, about=asked, after={"due": due_on})
    for agency in agencies:
        contribution_add(by=by, asked=asked, agency=agency)
    return asked


@transaction.atomic
def round_change(*, by: User | None, asked: ContributionRound, version: int, **said: Any) -> ContributionRound:
    """Change title, period and due day; its address stays, because settings of reports name it. Raises Overtaken."""
    stored = ContributionRound.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=asked.pk)
    before, after = {name: getattr(stored, name) for name in _EDITABLE}, {name: said[name] for name in _EDITABLE}
    if before == after:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this round after you opened it.", code="overtaken")
    for name, value in after.items():
        setattr(stored, name, value)
    stored.version = version + 1
    stored.save(update_fields=[*_EDITABLE, "version"])
    audit_record(
        by=by,
        action="contribution_round_change",
        partnership=stored.partnership,
        about=stored,
        before=before,
        after=after,
    )
    return stored


@transaction.atomic
def contribution_add(
    *,
    by: User | None,
    asked: ContributionRound,
    agency: Agency | None = None,
    group: Group | None = None,
    area: Area | None = None,
    theme: Tag | None = None,
    author: User | None = None,
    subtitle: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Contribution:
    """Ask an agency, working group, area or author for a contribution, or for a chapter about a theme.

    A second one of the same contributor needs a subtitle that differs from the first's. A signed statement needs an
    author, and the capacity in which they sign as its subtitle where no agency is named.
    """
    named = {"agency": agency, "group": group, "area": area, "theme": theme}
    _check_contributor(asked, author, subtitle, {key: one for key, one in named.items() if one})
    same = Contribution.objects.filter(round=asked, subtitle=subtitle, **named)
    if author and asked.template.kind == ContributionTemplate.Kind.STATEMENT:
        same = same.wanted() | same.filter(author=author)  # somebody else may sign what was taken back from another
    if same.exists():
        who = next((str(one) for one in named.values() if one), subtitle)
        raise NotAllowed(
            f"{who} already has a contribution{f' called {subtitle}' if subtitle else ''} in this round. "
            "Give the second one a subtitle of its own.",
            code="duplicate",
        )
    made = Contribution.objects.create(
        round=asked, author=author, subtitle=subtitle, starts_on=starts_on, ends_on=ends_on, **named
    )
    Answer.objects.bulk_create(Answer(contribution=made, prompt=prompt) for prompt in asked.template.prompts.all())
    audit_record(by=by, action="contribution_add", partnership=asked.partnership, about=made)
    return made


def _check_contributor(
    asked: ContributionRound, author: User | None, subtitle: str, named: dict[str, Agency | Group | Area | Tag]
) -> None:
    kind = asked.template.kind
    for one in named.values():
        if getattr(one, "partnership_id", asked.partnership_id) != asked.partnership_id:
            raise NotAllowed("This agency belongs to another partnership.", code="partnership")
    if kind == ContributionTemplate.Kind.STATEMENT:
        if author is None:
            raise NotAllowed("Say who writes and signs the statement.", code="author")
        if set(named) - {"agency"} or not (named or subtitle):
            raise NotAllowed("Name the agency, or the capacity in which the author signs.", code="subtitle")
    elif set(named) != {kind}:
        raise NotAllowed("This round asks for something else. Choose whom to ask.", code=str(kind))
