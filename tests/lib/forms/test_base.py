"""What a form says of mistakes, of an empty box and of a page somebody else saved meanwhile."""

import datetime

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from safeguarding.lib.forms.base import GovUKForm, inside_sentence
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import UploadField, VersionField, WordsField
from safeguarding.lib.forms.summary import error_lines
from safeguarding.lib.forms.validators import MEGABYTE


class MeetingForm(GovUKForm):
    """A form with a field of each kind that words its own message."""

    title = forms.CharField(label="Title", max_length=20)
    icb_lead = forms.CharField(label="ICB lead")
    children = forms.IntegerField(label="Children in care", min_value=0)
    share = forms.DecimalField(label="Visits in time", max_value=100, decimal_places=1)
    email = forms.EmailField(label="Email address")
    kind = forms.ChoiceField(label="Kind of meeting", choices=[("board", "Board")])
    known = forms.ChoiceField(label="Is it known?", choices=[("yes", "Yes")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="I have checked these figures")
    held = DatePartsField(label="Date of the meeting")
    notes = WordsField(max_words=3, required=False)
    own = forms.CharField(label="Own", error_messages={"required": "Say it in your own words"})
    version = VersionField()


def errors(**data: str) -> dict[str, str]:
    """Return the first message of each field."""
    return {name: messages[0] for name, messages in MeetingForm(data).errors.items()}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("title", "Enter title"),
        ("icb_lead", "Enter ICB lead"),
        ("children", "Enter children in care"),
        ("kind", "Select kind of meeting"),
        ("known", "Select an answer to “Is it known?”"),
        ("sure", "Tick “I have checked these figures” to go on"),
        ("held", "Enter date of the meeting"),
        ("own", "Say it in your own words"),
        ("version", "Open the page again and repeat the change"),
    ],
)
def test_an_empty_box_says_what_to_do(name: str, message: str) -> None:
    assert errors()[name] == message


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("children", "12a", "Children in care must be a whole number, like 12"),
        ("children", "-1", "Children in care must be 0 or more"),
        ("children", "1.5", "Children in care must be a whole number, like 12"),
        ("share", "many", "Visits in time must be a number, like 12 or 12.5"),
        ("share", "250", "Visits in time must be 100 or less"),
        ("share", "12.55", "Visits in time must have 1 decimal places or fewer"),
        ("title", "t" * 21, "Title must be 20 characters or fewer"),
        ("email", "nobody", "Enter an email address in the correct format, like name@example.com"),
        ("kind", "party", "Select kind of meeting from the list"),
        ("notes", "one two three four", "Shorten the text by 1 word: the limit is 3."),
    ],
)
def test_a_mistake_says_how_to_mend_it(name: str, value: str, message: str) -> None:
    assert errors(**{name: value})[name] == message


def test_one_form_does_not_change_the_words_of_another() -> None:
    class Other(GovUKForm):
        children = forms.IntegerField(label="Adults")

    MeetingForm({}).is_valid()
    assert Other({}).errors["children"] == ["Enter adults"]


def test_a_field_without_a_label_gets_one_from_its_name() -> None:
    assert MeetingForm()["notes"].label == "Notes"


def test_the_summary_stands_in_the_order_of_the_page_and_leads_to_each_box() -> None:
    form = MeetingForm({"held-day": "27", "held-month": "3"})
    form.add_error(None, "The whole form is wrong")
    lines = [(line.text, line.target) for line in error_lines(form)]
    assert lines[0] == ("The whole form is wrong", "")
    assert lines[1] == ("Enter title", "id_title")
    assert ("Date of the meeting must include a year", "id_held-year") in lines
    assert lines[-1] == ("Open the page again and repeat the change", "")


def test_a_form_of_a_library_has_a_summary_too() -> None:
    class Plain(forms.Form):
        login = forms.EmailField()

    assert [line.target for line in error_lines(Plain({}))] == ["id_login"]


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert error_lines(MeetingForm()) == []


def test_a_stale_form_keeps_what_was_typed_and_shows_what_was_saved() -> None:
    form = MeetingForm({"title": "Mine"})
    moment = datetime.datetime(2026, 7, 1, 13, 5, tzinfo=datetime.UTC)
    form.add_stale_error(by="The chair", at=moment, values={"Title": "Theirs"})
    assert "The chair saved this page at 2:05pm on 1 July 2026, after you opened it." in form.non_field_errors()[0]
    assert form["title"].value() == "Mine"
    assert form.theirs is not None
    assert form.theirs.values == (("Title", "Theirs"),)


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        ("minutes.pdf", 40 * MEGABYTE, "The file is 40 MB. It must be smaller than 10 MB."),
        ("minutes.exe", 10, "The file must be PDF or DOCX."),
        ("minutes.pdf", 0, "The file is empty. Select another one."),
    ],
)
def test_a_file_that_does_not_fit_says_why(name: str, size: int, message: str) -> None:
    class Upload(GovUKForm):
        minutes = UploadField(endings=("pdf", "docx"), max_bytes=10 * MEGABYTE)

    upload = SimpleUploadedFile(name, b"%PDF-")
    upload.size = size
    assert Upload({}, {"minutes": upload}).errors["minutes"] == [message]


def test_a_missing_file_is_asked_for_and_its_limits_stand_in_the_hint() -> None:
    class Upload(GovUKForm):
        minutes = UploadField(endings=("pdf",), max_bytes=MEGABYTE, help_text="Signed.")

    assert Upload({}).errors["minutes"] == ["Select a file"]
    assert Upload()["minutes"].help_text == "Signed. PDF, up to 1 MB."


@pytest.mark.parametrize(
    ("label", "words"),
    [("Children", "children"), ("ICB lead", "ICB lead"), ("I agree", "I agree"), ("A plan", "A plan"), ("", "")],
)
def test_a_label_inside_a_sentence(label: str, words: str) -> None:
    assert inside_sentence(label) == words
