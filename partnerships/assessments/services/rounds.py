"""Opening, extending, closing and reopening rounds."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from partnerships.assessments.entries import RoundPlan
from partnerships.assessments.models import Participation, Response, Round, Site, Statement, Tool
from partnerships.assessments.policies import ROUND_TRANSITIONS, check_reopen, last_day
from partnerships.assessments.services.anonymous import box_make, box_open
from partnerships.assessments.services.carrying import answers_carry
from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed, advance


@transaction.atomic
def round_open(*, by: User, tool: Tool, plan: RoundPlan) -> Round:
    """Open a round of a live tool: a response for each respondent, filled with what it said the time before, or a slip
    for each agency and a sealed box where the round is anonymous."""
    slug = plan.slug or slugify(plan.title)[:60]
    _check_plan(tool, plan, slug)
    made = Round.objects.create(
        partnership=tool.partnership,
        tool=tool,
        slug=slug,
        title=plan.title,
        starts_on=plan.period.start,
        ends_on=plan.period.end,
        mode=plan.mode,
        status=Round.Status.OPEN,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        moderated=plan.moderated and plan.mode == Round.Mode.NAMED,
        floor=plan.floor,
        updated_by=by,
    )
    if made.is_anonymous:
        Participation.objects.bulk_create(Participation(round=made, agency=agency) for agency in plan.agencies)
        box_make(made, slips=len(plan.agencies))
    elif made.mode == Round.Mode.FACILITATED:
        Response.objects.bulk_create(Response(round=made, group=group) for group in plan.groups)
    else:
        _respondents_add(made, plan.agencies, per_site=plan.per_site)
    after = {
        "mode": made.mode,
        "agencies": len(plan.agencies),
        "groups": list(plan.groups),
        "closes_on": made.closes_on,
    }
    _tell(by, "assessment_round_open", made, after)
    return made


@transaction.atomic
def round_respondent_add(*, by: User, held: Round, agency: Agency, per_site: bool = False) -> None:
    """Ask one more agency in an open, named round."""
    if held.mode != Round.Mode.NAMED or held.status != Round.Status.OPEN:
        raise NotAllowed("Agencies can be added to an open, named round.", code="state")
    if held.responses.filter(agency=agency).exists():
        raise NotAllowed(f"{agency.name} is asked already.", code="agency")
    _respondents_add(held, [agency], per_site=per_site)
    _tell(by, "assessment_respondent_add", held, {"agency": agency.name})


@transaction.atomic
def round_extend(*, by: User, held: Round, until: date, reason: str, response: Response | None = None) -> None:
    """Give more time, to everybody or to one respondent, for a reason. NotAllowed for an earlier day than now holds."""
    if not reason.strip():
        raise NotAllowed("Say why more time is given.", code="reason")
    if held.status != Round.Status.OPEN:
        raise NotAllowed("This round is closed. Open it again first.", code="state")
    last = last_day(held, response)
    if last and until <= last:
        raise NotAllowed(f"The new last day must be after {last:%-d %B %Y}.", code="until")
    if response:
        Response.objects.filter(pk=response.pk).update(closes_on=until, reason=reason.strip()[:500])
    else:
        Round.objects.filter(pk=held.pk).update(closes_on=until, extension_reason=reason.strip()[:255])
    after = {"until": until, "reason": reason.strip(), "for": str(response) if response else "everybody"}
    _tell(by, "assessment_round_extend", held, after)


@transaction.atomic
def round_close(*, by: User, held: Round) -> Round:
    """Close a round. An anonymous one is counted and its box destroyed, for good; below the floor without result."""
    stored = Round.objects.select_for_update(of=("self",)).select_related("partnership", "tool").get(pk=held.pk)
    advance(stored, "close", ROUND_TRANSITIONS)
    if stored.is_anonymous:
        stored.respondents = box_open(stored)
        stored.save(update_fields=["respondents"])
    _tell(by, "assessment_round_close", stored, {"status": stored.status, "respondents": stored.respondents})
    return stored


@transaction.atomic
def round_reopen(*, by: User, held: Round, until: date, reason: str) -> Round:
    """Open a named or facilitated round again until a day, for a reason."""
    check_reopen(held)
    advance(held, "reopen", ROUND_TRANSITIONS, closes_on=max(until, held.closes_on or until))
    _tell(by, "assessment_round_reopen", held, {"until": until, "reason": reason})
    return held


def _check_plan(tool: Tool, plan: RoundPlan, slug: str) -> None:
    if tool.status != Tool.Status.LIVE:
        raise NotAllowed("Make this version of the tool live before you open a round with it.", code="tool")
    if plan.closes_on < plan.opens_on:
        raise NotAllowed("The last day must be on or after the first.", code="closes_on")
    if Round.objects.of(tool.partnership).filter(tool__slug=tool.slug, slug=slug).exists():
        raise NotAllowed("A round of this tool has this name already. Choose another.", code="title")
    if plan.mode == Round.Mode.FACILITATED:
        if not plan.groups:
            raise NotAllowed("Name at least one group.", code="groups")
    elif not plan.agencies:
        raise NotAllowed("Choose at least one agency.", code="agencies")
    if plan.mode == Round.Mode.ANONYMOUS and len(plan.agencies) < plan.floor:
        raise NotAllowed(
            f"Only {len(plan.agencies)} agencies are asked, so {plan.floor} can never answer and nothing could be "
            "shown. Ask more, or hold a named round or a facilitated one.",
            code="agencies",
        )


def _respondents_add(held: Round, agencies: Iterable[Agency], *, per_site: bool) -> None:
    asked = list(agencies)
    sites = (
        list(Site.objects.filter(agency__in=asked, closed_on__isnull=True).select_related("agency")) if per_site else []
    )
    once = Statement.objects.filter(part__tool=held.tool_id, once=True).exists()
    trusts = {site.agency_id for site in sites}
    # A trust answers for itself only where the tool has something to be answered once for all its sites.
    rows = [Response(round=held, agency=agency) for agency in asked if once or agency.pk not in trusts]
    rows += [Response(round=held, agency=site.agency, site=site) for site in sites]
    answers_carry(held, Response.objects.bulk_create(rows))


def _tell(by: User, action: str, held: Round, after: dict[str, object]) -> None:
    audit_record(by=by, action=action, partnership=held.partnership, about=held, after=after)
