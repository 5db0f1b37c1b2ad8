"""Listing, capturing, changing and withdrawing boxes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.evidence.forms import BoxForm, FilterForm, ReasonForm
from partnerships.evidence.kinds import BY_KEY, KINDS, KindSpec
from partnerships.evidence.models import EvidenceBox
from partnerships.evidence.policies import can_edit, why_not_printed
from partnerships.evidence.selectors import boxes_visible, changes_of
from partnerships.evidence.services import box_capture, box_change, box_restore, box_withdraw
from safeguarding.lib.refusal import WRONG, show_both
from safeguarding.lib.richtext import plain
from safeguarding.lib.workflow import NotAllowed, first_words

PER_PAGE = 25


def found(view: PartnershipView, slug: str) -> EvidenceBox:
    """Return a box this person may read, or answer 404."""
    return get_object_or_404(boxes_visible(view.access), slug=slug)


class EvidenceList(PartnershipView):
    """What was captured, newest first, narrowed by kind, theme, priority, area and agency."""

    permission = P.EVIDENCE_VIEW_OWN

    def get(self, request: HttpRequest) -> HttpResponse:
        """List a page."""
        form = FilterForm(request.GET or None, partnership=self.partnership)
        rows, status = boxes_visible(self.access), 200
        if form.is_valid():
            rows = rows.fitting(**form.cleaned_data)
        elif form.is_bound:
            rows, status = rows.none(), int(WRONG)
        kept = request.GET.copy()
        kept.pop("page", None)
        return self.page(
            "evidence/list.html",
            status,
            form=form,
            page=Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            kept=kept.urlencode(),
            captures=self.access.may(P.EVIDENCE_EDIT_OWN),
        )


class BoxKinds(PartnershipView):
    """Choosing what is to be captured."""

    permission = P.EVIDENCE_EDIT_OWN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Offer the kinds."""
        return self.page("evidence/kinds.html", kinds=KINDS)


class BoxAdd(PartnershipView):
    """Capture something of one kind."""

    permission = P.EVIDENCE_EDIT_OWN

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Show the form."""
        spec = kind_or_404(kind)
        return self.page("evidence/box_form.html", form=BoxForm(kind=spec, access=self.access), kind=spec, box=None)

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Keep it."""
        spec = kind_or_404(kind)
        form = BoxForm(request.POST, kind=spec, access=self.access)

        def keep(said: dict[str, Any]) -> HttpResponse:
            box = box_capture(by=self.person, partnership=self.partnership, kind=spec.key, **form.said)
            messages.success(request, f"“{box.heading}” is kept and can be chosen into reports.")
            return redirect("evidence_box", self.partnership.slug, box.slug)

        return saved_or_shown(self, "evidence/box_form.html", form, keep, kind=spec, box=None)


class BoxDetail(PartnershipView):
    """One box with everything it ever said."""

    permission = P.EVIDENCE_VIEW_OWN

    def get(self, request: HttpRequest, box: str) -> HttpResponse:
        """Show it."""
        return box_page(self, found(self, box), ReasonForm())


class BoxEdit(PartnershipView):
    """Change a box."""

    permission = P.EVIDENCE_EDIT_OWN

    def get(self, request: HttpRequest, box: str) -> HttpResponse:
        """Show it as it stands."""
        row = found(self, box)
        self.access.demand(self.permission, row.agency)
        form = BoxForm(kind=row.spec, access=self.access, box=row, initial=BoxForm.initial_of(row))
        return self.page("evidence/box_form.html", form=form, kind=row.spec, box=row)

    def post(self, request: HttpRequest, box: str) -> HttpResponse:
        """Save it, keeping the words of whoever was slower beside what is saved."""
        row = found(self, box)
        self.access.demand(self.permission, row.agency)
        form = BoxForm(request.POST, kind=row.spec, access=self.access, box=row)

        def save(said: dict[str, Any]) -> HttpResponse:
            box_change(by=self.person, box=row, version=said["version"] or 0, **form.said)
            messages.success(request, f"“{said['heading']}” is saved.")
            return redirect("evidence_box", self.partnership.slug, row.slug)

        def overtaken() -> None:
            now = found(self, box)
            saved = {"Heading": now.heading, now.spec.says: plain(now.body), **dict(now.told)}
            show_both(form, by=now.updated_by, at=now.updated_at, version=now.version, saved=saved)

        return saved_or_shown(self, "evidence/box_form.html", form, save, overtaken, kind=row.spec, box=row)


class BoxWithdraw(PartnershipView):
    """Take a box out of what reports may choose. POST only."""

    permission = P.EVIDENCE_EDIT_OWN

    def post(self, request: HttpRequest, box: str) -> HttpResponse:
        """Withdraw it, or say what is missing."""
        row, form = found(self, box), ReasonForm(request.POST)
        self.access.demand(self.permission, row.agency)
        if not form.is_valid():
            return box_page(self, row, form)
        try:
            box_withdraw(by=self.person, box=row, reason=form.cleaned_data["reason"])
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"“{row.heading}” is withdrawn. Reports that chose it are warned.")
        return redirect("evidence_box", self.partnership.slug, row.slug)


class BoxRestore(PartnershipView):
    """Let reports choose it again. POST only."""

    permission = P.EVIDENCE_EDIT_OWN

    def post(self, request: HttpRequest, box: str) -> HttpResponse:
        """Restore it."""
        row = found(self, box)
        self.access.demand(self.permission, row.agency)
        try:
            box_restore(by=self.person, box=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        return redirect("evidence_box", self.partnership.slug, row.slug)


def box_page(view: PartnershipView, row: EvidenceBox, form: ReasonForm) -> HttpResponse:
    """Show a box with what this person may do to it."""
    edits = may_edit(view, row)
    return view.page(
        "evidence/box.html",
        WRONG if form.errors else 200,
        box=row,
        form=form,
        changes=changes_of(row),
        edits=edits and can_edit(row),
        restores=edits and not can_edit(row),
        not_printed=why_not_printed(row),
    )


def may_edit(view: PartnershipView, row: EvidenceBox) -> bool:
    """Return True when the person may change this box: a manager all, others their own agency's."""
    return view.access.may(P.EVIDENCE_EDIT_OWN, row.agency)


def kind_or_404(key: str) -> KindSpec:
    """Return the kind of the address."""
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]
