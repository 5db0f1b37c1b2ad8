"""Impact chains: started, told link by link, and taken back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from partnerships.evidence.models import EvidenceBox
from partnerships.governance.models import ImpactChain, ImpactLink, Priority, Step
from safeguarding.lib.facts import FactKey, KeyProblem
from safeguarding.lib.happened import check_not_ahead
from safeguarding.lib.richtext import clean, plain
from safeguarding.lib.workflow import NotAllowed, Overtaken

MOST_FIGURES = 6


@transaction.atomic
def chain_start(*, by: User | None, priority: Priority, title: str) -> ImpactChain:
    """Begin to tell what a priority led to. The same title twice (a double click) is kept once."""
    Priority.objects.select_for_update().get(pk=priority.pk)
    if same := ImpactChain.objects.filter(priority=priority, title=title).first():
        return same
    order = (ImpactChain.objects.filter(priority=priority).aggregate(last=Max("order"))["last"] or 0) + 1
    chain = ImpactChain.objects.create(priority=priority, title=title, order=order)
    audit_record(by=by, action="impact_chain_start", partnership=priority.plan.partnership, about=chain)
    return chain


@transaction.atomic
def link_save(
    *,
    by: User | None,
    chain: ImpactChain,
    step: str,
    version: int,
    text: str,
    happened_on: date | None = None,
    source: str = "",
    known_by: date | None = None,
    figures: Sequence[str] = (),
    boxes: Sequence[EvidenceBox] = (),
) -> ImpactLink:
    """Tell one step of a chain opened at `version` (0: not told yet). A gap in it is saved, and shows.

    Raises Overtaken when somebody saved other words meanwhile; saving the same again changes nothing.
    """
    said = {
        "text": clean(text),
        "happened_on": happened_on,
        "source": source,
        "known_by": known_by,
        "figures": _figures(figures),
    }
    partnership = chain.priority.plan.partnership
    _check(step, said)
    if any(box.partnership_id != partnership.pk for box in boxes):
        raise NotAllowed("This evidence belongs to another partnership.", code="boxes")
    ImpactChain.objects.select_for_update().get(pk=chain.pk)  # two first tellings must not both be kept
    stored = ImpactLink.objects.filter(chain=chain, step=step).first()
    before = _before(stored, said) if stored else {}
    after = {**said, "boxes": sorted(box.slug for box in boxes)}
    if stored and before == after:
        return stored
    if (stored.version if stored else 0) != version:
        raise Overtaken("Somebody changed this part of the chain after you opened it.", code="overtaken")
    link = stored or ImpactLink(chain=chain, step=step)
    for name, value in said.items():
        setattr(link, name, value)
    link.version, link.updated_at, link.updated_by = version + 1, timezone.now(), by
    link.save()
    link.boxes.set(boxes)
    audit_record(by=by, action="impact_link_save", partnership=partnership, about=link, before=before, after=after)
    return link


@transaction.atomic
def chain_remove(*, by: User | None, chain: ImpactChain) -> None:
    """Take a chain out; the audit trail keeps what it said."""
    said = {link.get_step_display(): plain(link.text) for link in chain.links.all()}
    partnership = chain.priority.plan.partnership
    audit_record(by=by, action="impact_chain_remove", partnership=partnership, about=chain, before=said)
    chain.delete()


def _before(link: ImpactLink, names: Iterable[str]) -> dict[str, Any]:
    before = {name: getattr(link, name) for name in names}
    return {**before, "boxes": sorted(link.boxes.values_list("slug", flat=True))}


def _check(step: str, said: dict[str, Any]) -> None:
    if step not in Step.values:
        raise NotAllowed("Choose one of the four steps of a chain.", code="step")
    if not said["text"]:
        raise NotAllowed("Say something, or leave the step for later: the gap shows by itself.", code="text")
    if said["happened_on"] and step != Step.NEXT:
        check_not_ahead(said["happened_on"], timezone.localdate(), "happened_on")
    if said["known_by"] and step != Step.DIFFERENCE:
        raise NotAllowed("Only a difference can be too early to tell.", code="known_by")


def _figures(texts: Sequence[str]) -> list[str]:
    if len(texts) > MOST_FIGURES:
        raise NotAllowed(f"Choose at most {MOST_FIGURES} figures; more are a table of the report.", code="figures")
    try:
        return [str(FactKey.parse(text)) for text in dict.fromkeys(texts)]
    except KeyProblem as error:
        raise NotAllowed(str(error), code="figures") from error
