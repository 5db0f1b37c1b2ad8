"""Pages that belong to no room: the accessibility statement, and outside production every component in every state."""

import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import UploadField, VersionField, WordsField
from safeguarding.navigation import RoomItem, SectionItem


class SampleForm(GovUKForm):
    """One field of every kind."""

    title = forms.CharField(label="Title of the meeting", max_length=80)
    children = forms.IntegerField(label="Children in care", help_text="At the end of the quarter.", min_value=0)
    share = forms.DecimalField(label="Visits in time", max_value=100, decimal_places=1)
    summary = WordsField(label="What was done", max_words=150, required=False)
    kind = forms.ChoiceField(
        label="Kind of meeting", choices=[("", "Choose one"), ("board", "Board"), ("group", "Sub-group")]
    )
    status = forms.ChoiceField(
        label="Can you give this figure?",
        widget=forms.RadioSelect,
        choices=[("value", "Yes"), ("nil", "Nil return"), ("not_available", "Not available")],
    )
    agencies = forms.MultipleChoiceField(
        label="Agencies present",
        widget=forms.CheckboxSelectMultiple,
        choices=[("council", "Council"), ("icb", "Integrated care board"), ("police", "Police")],
    )
    held = DatePartsField(label="Date of the meeting", help_text="For example, 27 3 2026")
    minutes = UploadField(
        label="Minutes", endings=("pdf", "docx"), max_bytes=settings.FILE_UPLOAD_MAX_BYTES, required=False
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    sure = forms.BooleanField(label="I have checked these figures", help_text="Your name is kept with them.")
    version = VersionField(initial=3)


def sample_forms() -> dict[str, GovUKForm]:
    """Return the form untouched, with every mistake, and overtaken by somebody else."""
    wrong = {
        "sample-children": "12a",
        "sample-share": "250",
        "sample-held-day": "27",
        "sample-held-month": "3",
        "sample-summary": "word " * 152,
        "sample-version": "3",
    }
    stale = SampleForm({"stale-version": "3"}, prefix="stale")
    stale.errors.clear()
    stale.add_stale_error(
        by="The board manager",
        at=datetime.datetime(2026, 11, 20, 14, 5, tzinfo=datetime.UTC),
        values={"Title of the meeting": "Board, third quarter"},
    )
    return {"blank": SampleForm(prefix="blank"), "wrong": SampleForm(wrong, prefix="sample"), "stale": stale}


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    rooms = (RoomItem("Figures", "#figures", current=True), RoomItem("Contributions", "#contributions", current=False))
    nav = [
        SectionItem("Overview", (RoomItem("Overview", "#overview", current=False),)),
        SectionItem("Collect", rooms),
        SectionItem("Report", (RoomItem("Reports", "#reports", current=False),)),
    ]
    context = {
        **sample_forms(),
        "sample_nav": nav,
        "crumbs": [("Overview", "#overview"), ("Collections", "#collections")],
        "notices": [
            Message(messages.SUCCESS, "The return was handed in."),
            Message(messages.INFO, "The report is being built. You may close this page."),
            Message(messages.ERROR, "The report could not be built."),
        ],
        "page_of_many": Paginator(range(400), 20).page(8),
        "when": timezone.now().replace(hour=14, minute=5),
    }
    return render(request, "styleguide.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement; everybody may read it, signed in or not."""
    return render(request, "accessibility.html")


urlpatterns: list[URLPattern] = [path("accessibility/", accessibility, name="accessibility")]
if settings.MODE != "production":
    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
