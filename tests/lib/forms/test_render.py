"""A bound field becomes the whole form group of the Design System, and nothing a person typed becomes markup."""

import datetime
import re

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import UploadField, VersionField, WordsField
from safeguarding.lib.forms.macros import govuk, macro_environment
from safeguarding.lib.forms.render import field


class Everything(GovUKForm):
    """One field of each widget."""

    text = forms.CharField(help_text="As printed.", widget=forms.TextInput(attrs={"data-cell": "4"}))
    note = forms.CharField(required=False, widget=forms.Textarea)
    story = WordsField(max_words=150, rows=9)
    short = forms.CharField(max_length=80, widget=forms.Textarea)
    count = forms.IntegerField(min_value=0, max_value=9)
    money = forms.DecimalField()
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    secret = forms.CharField(widget=forms.PasswordInput)
    kind = forms.ChoiceField(choices=[("", "Choose"), ("All", [("b", "Board"), ("g", "Group")])])
    known = forms.ChoiceField(choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=[("c", "Council"), ("p", "Police")], widget=forms.CheckboxSelectMultiple)
    sure = forms.BooleanField()
    held = DatePartsField()
    file = UploadField(endings=("csv",), max_bytes=1024 * 1024)
    version = VersionField(initial=7)


def drawn(
    name: str, data: dict[str, object] | None = None, initial: dict[str, object] | None = None, **look: object
) -> str:
    """Return the markup of one field."""
    return str(field(Everything(data, initial=initial)[name], **look))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("text", 'class="govuk-input"'),
        ("text", "As printed."),
        ("text", 'data-cell="4"'),
        ("note", "Note (optional)"),
        ("story", 'data-maxwords="150"'),
        ("story", 'rows="9"'),
        ("short", 'data-maxlength="80"'),
        ("count", 'inputmode="numeric"'),
        ("money", 'inputmode="decimal"'),
        ("email", 'autocomplete="email"'),
        ("email", 'type="email"'),
        ("secret", "govuk-js-password-input-input"),
        ("kind", '<option value="b">Board</option>'),
        ("known", 'type="radio"'),
        ("many", 'type="checkbox"'),
        ("held", 'name="held-month"'),
        ("file", 'accept=".csv"'),
        ("file", "CSV, up to 1 MB."),
        ("version", '<input type="hidden" name="version" value="7" id="id_version">'),
    ],
)
def test_each_widget_becomes_its_pattern(name: str, part: str) -> None:
    assert part in drawn(name)


@pytest.mark.parametrize("name", [name for name in Everything.base_fields if name != "version"])
def test_no_box_starts_the_checks_of_the_browser(name: str) -> None:
    assert not re.search(r"\s(required|minlength|maxlength|min|max|step|style)=?", drawn(name).split("<input")[-1])


@pytest.mark.parametrize("name", [name for name in Everything.base_fields if name != "version"])
def test_each_error_stands_at_its_box_and_is_tied_to_it(name: str) -> None:
    if name == "note":
        return
    page = drawn(name, {})
    assert f'id="id_{name}-error"' in page
    assert re.search(rf'aria-describedby="[^"]*id_{name}-error', page)


def test_what_was_typed_wrong_is_still_there() -> None:
    assert 'value="12a"' in drawn("count", {"count": "12a"})
    page = drawn("held", {"held-day": "31", "held-month": "Febuary", "held-year": "2026"})
    assert 'value="31"' in page
    assert 'value="Febuary"' in page


def test_only_the_wrong_box_of_a_date_is_marked() -> None:
    page = drawn("held", {"held-day": "27", "held-month": "3"})
    assert [re.search(r'id="id_held-(\w+)"', tag)[1] for tag in re.findall(r"<input[^>]*input--error[^>]*>", page)] == [
        "year"
    ]


def test_a_stored_date_fills_its_boxes() -> None:
    page = drawn("held", initial={"held": datetime.date(2026, 3, 7)})
    assert re.findall(r'value="(\d+)"', page) == ["7", "3", "2026"]


def test_the_choices_made_are_marked() -> None:
    assert re.search(r'value="p"\s+checked', drawn("many", {"many": ["p"]}))
    assert not re.search(r'value="c"\s+checked', drawn("many", {"many": ["p"]}))
    assert '<option value="g" selected>' in drawn("kind", {"kind": "g"})
    assert re.search(r'value="n"\s+checked', drawn("known", initial={"known": "n"}))
    assert " checked" in drawn("sure", {"sure": "on"})


def test_a_password_is_never_sent_back() -> None:
    assert "hunter2" not in drawn("secret", {"secret": "hunter2"})


def test_the_look_of_a_field() -> None:
    page = drawn("money", width="5", prefix="£", size="m")
    assert "govuk-input--width-5" in page
    assert "£" in page
    assert "govuk-label--m" in page
    assert "govuk-!-width-one-half" in drawn("text", width="one-half")
    assert "govuk-visually-hidden" in drawn("text", hide_label=True)
    assert "govuk-radios--inline" in drawn("known", inline=True)
    assert "You looked" in drawn("known", item_hints={"y": "You looked"})


@pytest.mark.parametrize("name", ["text", "known", "held"])
def test_a_lone_question_is_the_heading_of_its_page(name: str) -> None:
    assert "<h1" in drawn(name, heading=True)


def test_a_widget_without_a_pattern_is_an_error() -> None:
    class Odd(GovUKForm):
        range = forms.Field(widget=forms.MultiWidget(widgets=[forms.TextInput]))

    with pytest.raises(TypeError, match=r"No GOV\.UK pattern for the widget MultiWidget of 'range'"):
        field(Odd()["range"])


@given(st.sampled_from(["text", "note", "story", "count", "email"]), st.text(alphabet="<>\"'&a \n"))
def test_nothing_typed_becomes_markup(name: str, value: str) -> None:
    page, plain = drawn(name, {name: value}), drawn(name, {name: "a"})
    assert page.count("<input") + page.count("<textarea") == plain.count("<input") + plain.count("<textarea")
    assert "<a" not in page


def test_a_long_text_comes_back_as_it_was_typed() -> None:
    typed = "First line\n    indented\n\nlast & <least>"
    page = drawn("note", {"note": typed})
    assert "First line\n    indented\n\nlast &amp; &lt;least&gt;</textarea>" in page


def test_the_macros_are_compiled_once() -> None:
    assert macro_environment() is macro_environment()
    assert govuk("date-input") is govuk("date-input")
