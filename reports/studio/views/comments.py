"""Comments on sections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reports.studio.forms import CommentForm
from reports.studio.selectors import comment_rows
from reports.studio.services import comment_add, comment_settle
from reports.studio.views.base import StudioView


class CommentAdd(StudioView):
    """Asking something of a section: everybody who reads the draft may."""

    def post(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """Keep the comment; an empty one is answered with what is missing."""
        found, form = self.section(report, section), CommentForm(request.POST)
        if form.is_valid():
            comment_add(by=self.person, section=found, text=form.cleaned_data["text"])
            self.say("Your comment is kept. The report can be signed once it is settled.")
            return redirect("section_edit", self.partnership.slug, report, section)
        return self.report_page("studio/comment_new.html", found.report, 422, section=found, form=form)


class CommentSettle(StudioView):
    """Settling a comment."""

    def post(self, request: HttpRequest, report: str, section: str, comment: int) -> HttpResponse:
        """Close it."""
        found = self.get_own(comment_rows(self.partnership), pk=comment, section__slug=section)
        comment_settle(by=self.person, comment=found)
        self.say("The comment is settled.")
        return redirect("section_edit", self.partnership.slug, report, section)
