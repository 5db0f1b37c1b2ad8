"""Shared texts: the words everywhere, the words of single areas, and how they differ."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.models import Area
from partnerships.directory.selectors import areas_below
from partnerships.evidence.forms import SharedTextForm, WordingForm
from partnerships.evidence.models import SharedText, Wording
from partnerships.evidence.selectors import area_wordings, everywhere, texts_of
from partnerships.evidence.services import shared_text_add, wording_end, wording_save
from safeguarding.lib.refusal import show_both
from safeguarding.lib.richtext import plain
from safeguarding.lib.workflow import NotAllowed, first_words

EVERYWHERE = "everywhere"


class SharedTextList(PartnershipView):
    """Texts written once and printed in several places."""

    permission = P.EVIDENCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        rows = [(text, everywhere(text), area_wordings(text)) for text in texts_of(self.partnership)]
        return self.page("evidence/shared_list.html", rows=rows)


class SharedTextAdd(PartnershipView):
    """Write a new one."""

    permission = P.EVIDENCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("evidence/shared_add.html", form=SharedTextForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it."""

        def keep(said: dict[str, Any]) -> HttpResponse:
            text = shared_text_add(by=self.person, partnership=self.partnership, **said)
            messages.success(request, f"“{text}” is kept. Reports can print it now.")
            return redirect("evidence_shared_text", self.partnership.slug, text.slug)

        return saved_or_shown(self, "evidence/shared_add.html", SharedTextForm(request.POST), keep)


class _OfText(PartnershipView):
    """A page about one shared text."""

    permission = P.EVIDENCE_MANAGE

    def text(self, slug: str) -> SharedText:
        """Return the text or 404."""
        return get_object_or_404(texts_of(self.partnership), slug=slug)

    def wording(self, text: SharedText, place: str) -> tuple[Area | None, Wording | None]:
        """Return the area of the address (None for everywhere) and its wording, or 404."""
        if place == EVERYWHERE:
            return None, everywhere(text)
        area = get_object_or_404(areas_below(self.partnership), code=place)
        return area, text.wordings.filter(area=area).select_related("updated_by", "text__partnership").first()


class SharedTextDetail(_OfText):
    """The words everywhere, and each area's beside them."""

    permission = _OfText.permission

    def get(self, request: HttpRequest, text: str) -> HttpResponse:
        """Show them."""
        row = self.text(text)
        own = area_wordings(row)
        written = {one.wording.area_id for one in own}
        return self.page(
            "evidence/shared.html",
            text=row,
            base=everywhere(row),
            own=own,
            areas=[area for area in areas_below(self.partnership) if area.pk not in written],
        )


class WordingEdit(_OfText):
    """Write the words everywhere or of one area."""

    permission = _OfText.permission

    def get(self, request: HttpRequest, text: str, place: str) -> HttpResponse:
        """Show the words as they stand; an area begins from those of everywhere."""
        row = self.text(text)
        area, wording = self.wording(row, place)
        begun = wording if wording and not wording.ended_on else everywhere(row)
        form = WordingForm(initial={"body": begun.body, "version": wording.version if wording else 0})
        return self.page("evidence/wording.html", form=form, text=row, area=area, base=everywhere(row))

    def post(self, request: HttpRequest, text: str, place: str) -> HttpResponse:
        """Save them."""
        row = self.text(text)
        area, wording = self.wording(row, place)
        form = WordingForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            wording_save(by=self.person, text=row, area=area, **said)
            return redirect("evidence_shared_text", self.partnership.slug, row.slug)

        def overtaken() -> None:
            now = wording or everywhere(row)
            show_both(form, by=now.updated_by, at=now.updated_at, version=now.version, saved={"Words": plain(now.body)})

        context = {"text": row, "area": area, "base": everywhere(row)}
        return saved_or_shown(self, "evidence/wording.html", form, save, overtaken, **context)


class WordingEnd(_OfText):
    """Let an area print the words of everywhere again. POST only."""

    permission = _OfText.permission

    def post(self, request: HttpRequest, text: str, place: str) -> HttpResponse:
        """End its own wording."""
        row = self.text(text)
        _, wording = self.wording(row, place)
        if wording:
            try:
                wording_end(by=self.person, wording=wording)
            except NotAllowed as error:
                messages.error(request, first_words(error))
        return redirect("evidence_shared_text", self.partnership.slug, row.slug)
