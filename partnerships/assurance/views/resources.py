"""Links and documents; the law behind the report."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.assurance.forms.resources import ResourceForm, RewordForm
from partnerships.assurance.models import Resource
from partnerships.assurance.selectors.resources import reached_nothing_at, resources_of
from partnerships.assurance.services import (
    links_check_ask,
    resource_add,
    resource_change,
    text_reword,
)
from partnerships.assurance.statute import (
    StatutoryText,
    editions_for,
    editions_in_force,
    texts_of,
    wordings_of,
)
from partnerships.assurance.views.pages import AssurancePage, Crumb, FormPage, initial_of, taken
from partnerships.directory.authz.permissions import Permission as P
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.refusal import show_both
from safeguarding.lib.richtext_source import from_source, to_source
from safeguarding.lib.workflow import Overtaken

FIELDS = (
    "title",
    "kind",
    "url",
    "kept_at",
    "audience",
    "agency",
    "owner_post",
    "edition",
    "dated_on",
    "review_on",
    "in_reports",
)


class ResourceList(AssurancePage):
    """The register of links and documents."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them with what their addresses answered last."""
        return self.page(
            "assurance/resources.html",
            resources=list(resources_of(self.partnership)),
            silent_at=reached_nothing_at(self.partnership),
            today=timezone.localdate(),
            manages=self.manages,
        )


class ResourceAdd(FormPage):
    """Put a link or a document in the register."""

    heading, button = "Add a link or document", "Add to the register"

    def form(self, data: Any) -> ResourceForm:
        """Return the form."""
        return ResourceForm(data, seats=self.seats, new=True)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        made = resource_add(by=self.person, partnership=self.partnership, **taken(form))
        return self.go("resource_list", said=f"{made} is in the register.")

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Links and documents", self.address("resource_list"))]


class ResourceEdit(ResourceAdd):
    """Change an entry."""

    heading, button = "Change the entry", "Save"
    kept: Resource

    def find(self, **where: Any) -> None:
        """Find it."""
        self.kept = get_object_or_404(resources_of(self.partnership), pk=where["resource"])

    def form(self, data: Any) -> ResourceForm:
        """Return it as it stands."""
        return ResourceForm(data, initial=initial_of(self.kept, FIELDS), seats=self.seats, new=False)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Save it."""
        said = taken(form, "retired")
        said["retired_on"] = timezone.localdate() if form.cleaned_data["retired"] else None
        version = form.cleaned_data["version"] or 0
        resource_change(by=self.person, resource=self.kept, version=version, **said)
        return self.go("resource_list", said=f"{self.kept} is {'out of use' if said['retired_on'] else 'saved'}.")

    def theirs(self, row: Resource) -> Mapping[str, str]:
        """Return what was saved meanwhile."""
        return {"Title": row.title, "Web address": row.url, "Looked after by": row.owner, "Version": row.edition}


class LinksCheck(AssurancePage):
    """Have every link looked at now. POST only."""

    permission = P.ASSURANCE_MANAGE

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask the worker."""
        links_check_ask(by=self.person, partnership=self.partnership)
        return self.go("resource_list", said="The links are being looked at. Come back in a few minutes.")


class StatuteList(AssurancePage):
    """The law as reports print it, edition by edition."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one edition: the one asked for, else the one in force."""
        known = editions_for(self.partnership)
        now = editions_in_force(self.partnership, timezone.localdate())
        asked = request.GET.get("edition")
        shown = next((one for one in known if one.slug == asked), now[0])
        return self.page(
            "assurance/statute.html",
            editions=known,
            shown=shown,
            now_in_force=now,
            texts=texts_of(self.partnership, shown.slug),
            manages=self.manages,
        )


class StatuteEdit(FormPage):
    """Print own words instead of a shipped text."""

    heading, button = "Change the wording", "Print these words"

    def find(self, **where: Any) -> None:
        """Find the passage, or 404."""
        self.text = self.found(where["edition"], where["section"])
        self.about = f"{self.text.title}. Source: {self.text.source} ({self.text.sure})."

    def found(self, edition: str, section: str) -> StatutoryText:
        """Return a passage as it is printed now."""
        known = {one.slug for one in editions_for(self.partnership)}
        texts = texts_of(self.partnership, edition) if edition in known else []
        for text in texts:
            if text.section == section:
                return text
        raise Http404

    def form(self, data: Any) -> RewordForm:
        """Return the words as they are printed now."""
        rows = wordings_of(self.partnership, self.text.edition, self.text.section)
        latest = rows[0].number if rows else 0
        return RewordForm(data, initial={"body": to_source(self.text.body), "version": latest})

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Keep the words."""
        said = form.cleaned_data
        text_reword(
            by=self.person,
            partnership=self.partnership,
            text=self.text,
            body=from_source(said["body"]),
            why=said["why"],
            number=said["version"],
        )
        messages.success(self.request, "Reports that are still drafts print these words now.")
        return redirect(f"{self.address('statute_list')}?edition={self.text.edition}")

    def overtaken(self, form: GovUKForm, error: Overtaken) -> int:
        """Show the wording that counts now."""
        row = wordings_of(self.partnership, self.text.edition, self.text.section)[0]
        saved = {"Words to print": to_source(row.body) or "The words the portal ships with", "Why": row.why}
        return int(show_both(form, by=row.entered_by, at=row.entered_at, version=row.number, saved=saved))

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Law", self.address("statute_list"))]
