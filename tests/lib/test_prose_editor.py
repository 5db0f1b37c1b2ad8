"""The rich-text field reads what the editor posts and what a plain box posts."""

import pytest
from django import forms

from safeguarding.lib.prose_editor import MAX_CHARACTERS, ProseField


class Story(forms.Form):
    """A form with one rich text."""

    body = ProseField(words=(50, 100), required=False)


def test_what_the_editor_posts_is_sanitised() -> None:
    form = Story({"body": "<p>Kept<script>x</script></p>", "body-as": "html"})
    assert form.is_valid()
    assert form.cleaned_data["body"] == "<p>Kept</p>"


def test_what_a_plain_box_posts_is_read_as_source() -> None:
    form = Story({"body": "- one\n- two"})
    assert form.is_valid()
    assert form.cleaned_data["body"] == "<ul><li>one</li><li>two</li></ul>"


def test_a_plain_box_nobody_touched_keeps_a_table_with_merged_cells() -> None:
    stored = '<table><tbody><tr><th colspan="2">A</th></tr><tr><td>1</td><td>2</td></tr></tbody></table>'
    box = Story(initial={"body": stored})["body"]
    form = Story({"body": box.field.widget.format_value(stored), "body-stored": stored})
    assert form.is_valid()
    assert form.cleaned_data["body"] == stored


def test_an_editor_without_a_word_is_empty() -> None:
    form = Story({"body": "<p></p><p> </p>", "body-as": "html"})
    assert form.is_valid()
    assert form.cleaned_data["body"] == ""


def test_the_box_shows_source_and_carries_the_rich_text_for_the_editor() -> None:
    widget = str(Story(initial={"body": "<h3>A &amp; B</h3>"})["body"])
    assert "## A &amp; B" in widget
    assert 'data-html="&lt;h3&gt;A &amp;amp; B&lt;/h3&gt;"' in widget
    assert 'data-words-most="100"' in widget


@pytest.mark.parametrize(("length", "fine"), [(MAX_CHARACTERS - 7, True), (MAX_CHARACTERS, False)])
def test_a_text_longer_than_can_be_kept_is_refused_not_cut(length: int, fine: bool) -> None:
    form = Story({"body": f"<p>{'a' * length}</p>", "body-as": "html"})
    assert form.is_valid() is fine


def test_a_needed_text_can_be_saved_empty_while_drafting() -> None:
    field = ProseField(drafting=True)
    assert field.clean("") == ""
    with pytest.raises(forms.ValidationError):
        ProseField().clean("")
