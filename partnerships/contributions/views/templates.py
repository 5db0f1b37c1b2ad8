"""Templates: the live version of each, and the draft of the next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify

from partnerships.contributions.models import ContributionTemplate
from partnerships.contributions.policies import is_draft
from partnerships.contributions.selectors import templates_of
from partnerships.contributions.services import (
    PromptSpec,
    template_create,
    template_draft,
    template_put_live,
    template_save,
)
from partnerships.contributions.setup_forms import PromptFormSet, TemplateForm, prompts_initial
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.roles import Role
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from safeguarding.lib.refusal import WRONG, show_both
from safeguarding.lib.workflow import NotAllowed, first_words

PAGE = "contributions/template_edit.html"


class TemplateList(PartnershipView):
    """Every version of every template."""

    permission = P.CONTRIBUTION_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        return self.page("contributions/templates.html", templates=list(templates_of(self.partnership)))


class _TemplatePage(PartnershipView):
    """A page about one version of a template."""

    permission = P.CONTRIBUTION_MANAGE

    def template(self, pk: int) -> ContributionTemplate:
        """Return it or 404."""
        return get_object_or_404(templates_of(self.partnership), pk=pk)


class TemplateAdd(PartnershipView):
    """Begin a template; it is a draft until it is put live."""

    permission = P.CONTRIBUTION_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page(PAGE, form=TemplateForm(), prompts=PromptFormSet(prefix="prompt"), of_template=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the draft."""
        form, prompts = TemplateForm(request.POST), PromptFormSet(request.POST, prefix="prompt")
        if not prompts.is_valid():
            form.is_valid()
            return self.page(PAGE, WRONG, form=form, prompts=prompts, of_template=None)

        def keep(said: dict[str, Any]) -> HttpResponse:
            said.pop("edits")
            made = template_create(
                by=self.person,
                partnership=self.partnership,
                slug=slugify(said["name"])[:60],
                prompts=specs_of(prompts.cleaned_data),
                live=False,
                **said,
            )
            messages.success(request, f"The draft of “{made.name}” is kept. Put it live to use it.")
            return redirect("contribution_template", self.partnership.slug, made.pk)

        return saved_or_shown(self, PAGE, form, keep, prompts=prompts, of_template=None)


class TemplateDetail(_TemplatePage):
    """One version, as contributors see it."""

    permission = _TemplatePage.permission

    def get(self, request: HttpRequest, template: int) -> HttpResponse:
        """Show it."""
        row = self.template(template)
        approvers = [Role(role).label for role in row.approvers]
        return self.page("contributions/template.html", of_template=row, draft=is_draft(row), approvers=approvers)


class TemplateEdit(_TemplatePage):
    """Change a draft."""

    permission = _TemplatePage.permission

    def get(self, request: HttpRequest, template: int) -> HttpResponse:
        """Show it as it stands; a version in use leads to the draft of the next."""
        row = self.template(template)
        if not is_draft(row):
            return redirect("contribution_template", self.partnership.slug, row.pk)
        prompts = PromptFormSet(prefix="prompt", initial=prompts_initial(row))
        return self.page(
            PAGE, form=TemplateForm(initial=TemplateForm.initial_of(row)), prompts=prompts, of_template=row
        )

    def post(self, request: HttpRequest, template: int) -> HttpResponse:
        """Save it."""
        row = self.template(template)
        form, prompts = TemplateForm(request.POST), PromptFormSet(request.POST, prefix="prompt")
        if not prompts.is_valid():
            form.is_valid()
            return self.page(PAGE, WRONG, form=form, prompts=prompts, of_template=row)

        def save(said: dict[str, Any]) -> HttpResponse:
            said["edits"] = said["edits"] or 0
            template_save(by=self.person, template=row, prompts=specs_of(prompts.cleaned_data), **said)
            return redirect("contribution_template", self.partnership.slug, row.pk)

        def overtaken() -> None:
            saved = {"Name": row.name, "Prompts": ", ".join(prompt.title for prompt in row.prompts.all())}
            show_both(form, by="", at=None, version=row.edits, saved=saved)
            form.data["edits"] = str(row.edits)  # type: ignore[index]

        return saved_or_shown(self, PAGE, form, save, overtaken, prompts=prompts, of_template=row)


class TemplateDraft(_TemplatePage):
    """Begin the draft of the next version. POST only."""

    permission = _TemplatePage.permission

    def post(self, request: HttpRequest, template: int) -> HttpResponse:
        """Begin it, or go on with the one there is."""
        made = template_draft(by=self.person, template=self.template(template))
        return redirect("contribution_template_edit", self.partnership.slug, made.pk)


class TemplatePutLive(_TemplatePage):
    """Let new rounds use a draft. POST only."""

    permission = _TemplatePage.permission

    def post(self, request: HttpRequest, template: int) -> HttpResponse:
        """Put it live."""
        row = self.template(template)
        try:
            template_put_live(by=self.person, template=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"“{row.name}”, version {row.version}, is live. New rounds use it.")
        return redirect("contribution_template", self.partnership.slug, row.pk)


def specs_of(lines: list[dict[str, Any]]) -> list[PromptSpec]:
    """Return the prompts of a formset in the order of their positions; lines without a title are left out."""
    numbered = [
        (said.get("position") or index, index, said) for index, said in enumerate(lines, 1) if said.get("title")
    ]
    return [_spec(said) for _, _, said in sorted(numbered, key=lambda entry: entry[:2])]


def _spec(said: dict[str, Any]) -> PromptSpec:
    return PromptSpec(
        title=said["title"],
        guidance=said["guidance"],
        words=(said["words_least"] or 0, said["words_most"] or 0),
        required=said["required"],
    )
