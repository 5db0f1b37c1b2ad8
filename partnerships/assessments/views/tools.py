"""Tools: what is shipped, what is live, and editing a draft in the browser."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify

from partnerships.assessments.forms.tools import PartForm, StatementForm, ToolForm, ToolNewForm
from partnerships.assessments.library import PartSpec
from partnerships.assessments.models import Part, Statement, Tool
from partnerships.assessments.policies import is_draft, is_own
from partnerships.assessments.selectors.rounds import shipped_for, statement_tree, statements_in, tools_of
from partnerships.assessments.services import (
    part_add,
    statement_add,
    statement_change,
    statement_move,
    statement_remove,
    tool_adopt,
    tool_create,
    tool_describe,
    tool_discard,
    tool_draft,
    tool_publish,
)
from partnerships.assessments.views.base import AssessmentPage, ManagePage, saved_or_shown
from partnerships.directory.authz.saving import done_or_said
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, first_words


class ToolList(AssessmentPage):
    """Every version of every tool, and what can be added."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        shipped = shipped_for(self.partnership) if self.manages else []
        tools = list(tools_of(self.partnership))
        return self.page("assessments/tools.html", tools=tools, shipped=shipped, manages=self.manages)


class ToolAdopt(ManagePage):
    """Add a shipped tool. POST only."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make it live here."""
        key = request.POST.get("key", "")
        adopt = lambda: tool_adopt(by=self.person, partnership=self.partnership, key=key)  # noqa: E731
        done_or_said(self, adopt, "The tool is live. Begin a new version to add statements of your own.")
        return redirect("assessment_tools", self.partnership.slug)


class ToolNew(ManagePage):
    """Begin a tool of one's own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("assessments/tool_form.html", form=ToolNewForm(), tool=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the draft."""
        form = ToolNewForm(request.POST)

        def save() -> HttpResponse:
            said = form.cleaned_data
            made = tool_create(
                by=self.person,
                partnership=self.partnership,
                slug=slugify(said["title"])[:60],
                title=said["title"],
                levels=form.levels(),
                parts=[PartSpec(title=said["part"], statements=[])],
                live=False,
            )
            return redirect("assessment_tool", self.partnership.slug, made.pk)

        return saved_or_shown(self, "assessments/tool_form.html", form, save, tool=None)


class ToolDetail(AssessmentPage):
    """One version with everything in it; a draft can be edited from here."""

    def get(self, request: HttpRequest, tool: int) -> HttpResponse:
        """Show it."""
        row = self.tool(tool)
        edits = self.manages and is_draft(row)
        parts = list(statement_tree(row))
        own = {one.pk for part in parts for one in part.statements.all() if is_own(row, one)} if edits else set()
        levels = list(row.levels.all())
        return self.page(
            "assessments/tool.html",
            tool=row,
            parts=parts,
            own=own,
            edits=edits,
            manages=self.manages,
            levels=levels,
        )


class ToolDraft(ManagePage):
    """Begin the next version. POST only."""

    def post(self, request: HttpRequest, tool: int) -> HttpResponse:
        """Make the draft and open it."""
        row = self.tool(tool)
        try:
            made = tool_draft(by=self.person, tool=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
            return redirect("assessment_tool", self.partnership.slug, row.pk)
        return redirect("assessment_tool", self.partnership.slug, made.pk)


class ToolPublish(ManagePage):
    """Make a draft live. POST only."""

    def post(self, request: HttpRequest, tool: int) -> HttpResponse:
        """Make it live, as it was when the page was opened."""
        row = self.tool(tool)
        publish = lambda: tool_publish(by=self.person, tool=row, revision=revision_in(request))  # noqa: E731
        done_or_said(self, publish, f"{row} is live and will not change any more.")
        return redirect("assessment_tool", self.partnership.slug, row.pk)


class ToolDiscard(ManagePage):
    """Delete a draft. POST only."""

    def post(self, request: HttpRequest, tool: int) -> HttpResponse:
        """Delete it."""
        row = self.tool(tool)
        done_or_said(self, lambda: tool_discard(by=self.person, tool=row), "The draft is deleted.")
        return redirect("assessment_tools", self.partnership.slug)


class ToolEdit(ManagePage):
    """Change what a draft says of itself, and its scale."""

    def get(self, request: HttpRequest, tool: int) -> HttpResponse:
        """Show it as it stands."""
        row = self.tool(tool)
        return self.page("assessments/tool_form.html", form=ToolForm(tool=row), tool=row)

    def post(self, request: HttpRequest, tool: int) -> HttpResponse:
        """Save it."""
        row = self.tool(tool)
        form = ToolForm(request.POST, tool=row)

        def save() -> HttpResponse:
            said = dict(form.cleaned_data)
            revision, levels = said.pop("version"), said.pop("levels", None)
            tool_describe(by=self.person, tool=row, revision=revision, levels=levels, **said)
            return redirect("assessment_tool", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/tool_form.html", form, save, _moved_on(form, row), tool=row)


class PartNew(ManagePage):
    """Add a part to a draft."""

    def get(self, request: HttpRequest, tool: int) -> HttpResponse:
        """Show the form."""
        row = self.tool(tool)
        return self.page("assessments/tool_form.html", form=PartForm(initial={"version": row.revision}), tool=row)

    def post(self, request: HttpRequest, tool: int) -> HttpResponse:
        """Add it."""
        row, form = self.tool(tool), PartForm(request.POST)

        def save() -> HttpResponse:
            said = form.cleaned_data
            part_add(by=self.person, tool=row, revision=said["version"], title=said["title"])
            return redirect("assessment_tool", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/tool_form.html", form, save, _moved_on(form, row), tool=row)


class StatementNew(ManagePage):
    """Add a statement to a part of a draft."""

    def get(self, request: HttpRequest, tool: int, part: int) -> HttpResponse:
        """Show the form."""
        row, chosen = self.resolve(tool, part)
        form = StatementForm(tool=row)
        return self.page("assessments/statement.html", form=form, tool=row, part=chosen, statement=None)

    def post(self, request: HttpRequest, tool: int, part: int) -> HttpResponse:
        """Add it."""
        row, chosen = self.resolve(tool, part)
        form = StatementForm(request.POST, tool=row)

        def save() -> HttpResponse:
            made = statement_add(by=self.person, part=chosen, revision=form.cleaned_data["version"], said=form.said())
            messages.success(request, f"“{made}” is in the draft.")
            return redirect("assessment_tool", self.partnership.slug, row.pk)

        around = {"tool": row, "part": chosen, "statement": None}
        return saved_or_shown(self, "assessments/statement.html", form, save, _moved_on(form, row), **around)

    def resolve(self, tool: int, part: int) -> tuple[Tool, Part]:
        """Return both or 404."""
        row = self.tool(tool)
        return row, get_object_or_404(row.parts.select_related("tool"), number=part)


class _OfStatement(ManagePage):
    """A page about one statement of a draft."""

    def statement(self, tool: int, statement: int) -> Statement:
        """Return the statement or 404."""
        return get_object_or_404(statements_in(self.tool(tool)), pk=statement)


class StatementEdit(_OfStatement):
    """Change a statement."""

    def get(self, request: HttpRequest, tool: int, statement: int) -> HttpResponse:
        """Show it as it stands."""
        row = self.statement(tool, statement)
        form = StatementForm(tool=row.part.tool, statement=row)
        return self.page("assessments/statement.html", form=form, tool=row.part.tool, part=row.part, statement=row)

    def post(self, request: HttpRequest, tool: int, statement: int) -> HttpResponse:
        """Save it."""
        row = self.statement(tool, statement)
        form = StatementForm(request.POST, tool=row.part.tool, statement=row)

        def save() -> HttpResponse:
            statement_change(by=self.person, statement=row, revision=form.cleaned_data["version"], said=form.said())
            return redirect("assessment_tool", self.partnership.slug, row.part.tool_id)

        around = {"tool": row.part.tool, "part": row.part, "statement": row}
        stale = _moved_on(form, row.part.tool)
        return saved_or_shown(self, "assessments/statement.html", form, save, stale, **around)


class StatementRemove(_OfStatement):
    """Take a statement out. POST only."""

    def post(self, request: HttpRequest, tool: int, statement: int) -> HttpResponse:
        """Take it out."""
        row = self.statement(tool, statement)
        remove = lambda: statement_remove(by=self.person, statement=row, revision=revision_in(request))  # noqa: E731
        done_or_said(self, remove, f"“{row}” is taken out.")
        return redirect("assessment_tool", self.partnership.slug, tool)


class StatementMove(_OfStatement):
    """Move a statement one place. POST only."""

    def post(self, request: HttpRequest, tool: int, statement: int) -> HttpResponse:
        """Move it."""
        row, up = self.statement(tool, statement), request.POST.get("to") == "up"
        done_or_said(self, lambda: statement_move(by=self.person, statement=row, revision=revision_in(request), up=up))
        return redirect("assessment_tool", self.partnership.slug, tool)


def revision_in(request: HttpRequest) -> int:
    """Return the revision a one-button form was drawn at; -1, which is never current, for none."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdigit() else -1


def _moved_on(form: GovUKForm, tool: Tool) -> Callable[[], None]:
    """Return what to do when somebody changed the draft meanwhile: say so and count from there."""

    def overtaken() -> None:
        tool.refresh_from_db(fields=["revision"])
        words = "Somebody changed this draft after you opened it. Look at it in another tab, then save again."
        form.add_error(None, words)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = str(tool.revision)  # type: ignore[index]

    return overtaken
