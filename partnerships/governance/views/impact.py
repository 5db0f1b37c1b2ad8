"""Impact: what each priority led to, link by link, and where the chain has a gap."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.evidence.selectors import boxes_visible
from partnerships.governance.forms import ChainForm, LinkForm
from partnerships.governance.impact import chain_on, people_of
from partnerships.governance.models import ImpactChain, ImpactLink, Step
from partnerships.governance.selectors import boxes_called, chains_of, plan_impact, plans_with_priorities, priorities_of
from partnerships.governance.services import chain_remove, chain_start, link_save
from safeguarding.lib.facts import Fact
from safeguarding.lib.facts.book import facts_of, figures_called
from safeguarding.lib.refusal import show_both
from safeguarding.lib.richtext import plain


class ImpactList(PartnershipView):
    """Every chain of a plan as four steps side by side, gaps included, with the figures they name."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the newest plan, or the one asked for."""
        plans = list(plans_with_priorities(self.partnership).select_related("partnership"))
        chosen = next((plan for plan in plans if plan.slug == request.GET.get("plan")), None)
        shown = chosen or (plans[0] if plans else None)
        impact = plan_impact(shown, timezone.localdate()) if shown else None
        chains = [chain.chain for one in impact.priorities for chain in one.chains] if impact else []
        links = [link for chain in chains for link in chain.links.all()]
        boxes = {box.pk for link in links for box in link.boxes.all()}
        return self.page(
            "governance/impact.html",
            plans=plans,
            impact=impact,
            figures=facts_of(
                self.partnership,
                {key for link in links for key in link.figures},
                openly=self.access.may(P.REPORT_BUILD),
            ),
            readable=set(boxes_visible(self.access).filter(pk__in=boxes).values_list("pk", flat=True)),
            people=people_of(self.partnership.kind),
            manages=self.access.may(P.GOVERNANCE_MANAGE),
        )


class ChainAdd(PartnershipView):
    """Begin a chain."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)
        return self.page("governance/chain_add.html", form=ChainForm(), priority=row)

    def post(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Begin it, and go on with what was done."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)

        def save(said: dict[str, Any]) -> HttpResponse:
            made = chain_start(by=self.person, priority=row, title=said["title"])
            return redirect("impact_link", self.partnership.slug, made.pk, Step.DID)

        return saved_or_shown(self, "governance/chain_add.html", ChainForm(request.POST), save, priority=row)


class LinkEdit(PartnershipView):
    """Tell one step of a chain."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, chain: int, step: str) -> HttpResponse:
        """Show the form."""
        row, asked = self.found(chain, step)
        link = _link(row, asked)
        said = _said(link) if link else {"version": 0}
        return self.shown(row, asked, self.form(asked, said, initial=said))

    def post(self, request: HttpRequest, chain: int, step: str) -> HttpResponse:
        """Save it; or look for figures, keeping what is typed."""
        row, asked = self.found(chain, step)
        link = _link(row, asked)
        ticked = {name: request.POST.getlist(name) for name in ("figures", "boxes")}
        form = self.form(asked, ticked, request.POST.get("words", ""), data=request.POST)
        if "find" in request.POST:
            return self.shown(row, asked, self.form(asked, ticked, form.data["words"], initial=form.typed()))

        def save(said: dict[str, Any]) -> HttpResponse:
            said.pop("words")
            link_save(by=self.person, chain=row, step=asked, **said)
            messages.success(request, f"“{asked.label}” is saved for {row}.")
            return redirect("impact_list", self.partnership.slug)

        def overtaken() -> None:
            if link:
                saved = {asked.label: plain(link.text), "Source": link.source}
                show_both(form, by=link.updated_by, at=link.updated_at, version=link.version, saved=saved)

        return saved_or_shown(self, "governance/link.html", form, save, overtaken, **self.around(row, asked))

    def found(self, chain: int, step: str) -> tuple[ImpactChain, Step]:
        """Return the chain and the step of the address, or 404."""
        if step not in Step.values:
            raise Http404
        return get_object_or_404(chains_of(self.partnership), pk=chain), Step(step)

    def form(self, step: Step, ticked: Mapping[str, Any], words: str = "", **kwargs: Any) -> LinkForm:
        """Return the form; the figures ticked before stand first, then those the words find, and so the evidence."""
        figures = ticked.get("figures") or []
        known = facts_of(self.partnership, figures, openly=self.access.may(P.REPORT_BUILD))
        offered = {key: _in_words(known.get(key)) or key for key in figures}
        boxes = boxes_called(self.access, words, ticked.get("boxes") or [])
        found = figures_called(self.partnership, words)
        offered |= {one.key: f"{one.label}, {one.period}: {one.text}" for one in found if one.key not in offered}
        return LinkForm(step=step, people=people_of(self.partnership.kind), offered=offered, boxes=boxes, **kwargs)

    def shown(self, chain: ImpactChain, step: Step, form: LinkForm) -> HttpResponse:
        """Answer with the page."""
        return self.page("governance/link.html", form=form, **self.around(chain, step))

    def around(self, chain: ImpactChain, step: Step) -> dict[str, Any]:
        """Return what stands beside the form: the whole chain, to tell it as one story."""
        view = chain_on(chain, timezone.localdate(), people_of(self.partnership.kind))
        return {"chain": chain, "step": step, "view": view}


class ChainRemove(PartnershipView):
    """Take a chain out, after a question."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, chain: int) -> HttpResponse:
        """Ask."""
        row = get_object_or_404(chains_of(self.partnership), pk=chain)
        return self.page("governance/chain_remove.html", chain=row)

    def post(self, request: HttpRequest, chain: int) -> HttpResponse:
        """Remove it."""
        row = get_object_or_404(chains_of(self.partnership), pk=chain)
        chain_remove(by=self.person, chain=row)
        messages.success(request, f"{row} is removed.")
        return redirect("impact_list", self.partnership.slug)


def _said(link: ImpactLink) -> dict[str, Any]:
    said = {name: getattr(link, name) for name in LinkForm.base_fields if name not in ("words", "boxes")}
    return {**said, "boxes": [box.slug for box in link.boxes.all()]}


def _link(chain: ImpactChain, step: Step) -> ImpactLink | None:
    return next((link for link in chain.links.all() if link.step == step), None)


def _in_words(fact: Fact | None) -> str:
    return f"{fact.label}, {fact.period.label}: {fact.text}" if fact else ""
