"""The parts every page has, and the strictness of the templates behind them."""

import datetime
from decimal import Decimal

import jinja2
import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from safeguarding.jinja import csp_nonce, date_long, date_time, environment, plural, thousands
from tests.support.cast import Cast


def drawn(source: str, **context: object) -> str:
    """Render a piece of template in the portal's own environment."""
    return engines["jinja2"].from_string(source).render(context)


def test_there_is_one_environment_for_the_whole_process() -> None:
    assert engines["jinja2"].env is engines["jinja2"].env
    assert isinstance(engines["jinja2"].env, type(environment()))


@pytest.mark.parametrize("source", ["{{ missing }}", "{{ thing.missing }}", "{% if missing %}x{% endif %}"])
def test_a_name_a_page_forgot_to_pass_is_an_error(source: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        drawn(source, thing={"kept": 1})


def test_a_forgotten_name_is_an_error_inside_a_govuk_macro_too() -> None:
    macro = '{% from "govuk_frontend_jinja/components/tag/macro.html" import govukTag %}'
    with pytest.raises(jinja2.UndefinedError):
        drawn(macro + '{{ govukTag({"text": missing}) }}')


@pytest.mark.parametrize("component", ["tag", "button", "input", "details"])
def test_a_govuk_macro_escapes_what_people_wrote(component: str) -> None:
    name = f"govuk{component.capitalize()}"
    macro = f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {name} %}}'
    words = "<script>alert(1)</script>"
    params = {
        "text": words,
        "summaryText": words,
        "label": {"text": words},
        "name": "n",
        "id": "n",
        "value": '">' + words,
    }
    assert "<script>" not in drawn(f"{macro}{{{{ {name}(params) }}}}", params=params)


def test_our_own_macros_escape_what_people_wrote() -> None:
    source = '{% from "components/data_table.html" import data_table %}{{ data_table(w, [{"label": w}], [[w]]) }}'
    assert "<b>" not in drawn(source, w="<b>bold</b>")


def test_a_page_names_the_person_and_offers_the_way_out(client: Client, cast: Cast) -> None:
    client.force_login(cast.manager)
    page = client.get("/accessibility/").content.decode()
    assert f"Your account: </span>{cast.manager}" in page
    assert '<form action="/account/logout/" method="post">' in page
    assert "csrfmiddlewaretoken" in page


def test_a_stranger_is_offered_no_way_out() -> None:
    assert "Sign out" not in Client().get("/accessibility/").content.decode()


def test_a_form_with_mistakes_says_so_in_the_title() -> None:
    class Form:
        errors = {"x": ["Enter x"]}

    source = '{% extends "layout/base.html" %}{% block title %}Agency{% endblock %}'
    assert "<title>Error: Agency - " in drawn(source, form=Form())
    assert "<title>Agency - " in drawn(source)


def test_a_partnership_page_shows_its_name_above_the_heading() -> None:
    source = '{% extends "layout/partnership.html" %}{% block title %}Agencies{% endblock %}'
    page = drawn(source, partnership={"name": "Alderbrook"})
    assert page.index("Alderbrook") < page.index("Agencies</h1>")


def test_the_wide_layout_marks_the_body() -> None:
    source = '{% extends "layout/wide.html" %}{% block title %}Return{% endblock %}'
    assert "portal-width--wide" in drawn(source, partnership={"name": "Alderbrook"})


def test_the_narrow_layout_keeps_one_column() -> None:
    source = '{% extends "layout/narrow.html" %}{% block title %}Sign in{% endblock %}'
    assert 'class="portal-narrow"' in drawn(source)


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (0, "0"), (1204, "1,204"), (Decimal("-140084.42"), "\u2212140,084.42"), (Decimal("0.50"), "0.50")],
)
def test_thousands(value: Decimal | None, words: str) -> None:
    assert thousands(value) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 returns"), (1, "1 return"), (1204, "1,204 returns")])
def test_plural(count: int, words: str) -> None:
    assert plural(count, "return") == words


def test_plural_of_an_irregular_word() -> None:
    assert plural(2, "agency", "agencies") == "2 agencies"


def test_dates_are_written_out_in_london_time() -> None:
    summer_evening = datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC)
    assert date_long(datetime.date(2026, 11, 21)) == "21 November 2026"
    assert date_long(summer_evening) == "2 July 2026"
    assert date_long(None) == date_time(None) == ""


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(14, 5, "2:05pm"), (9, 0, "9am"), (12, 0, "midday"), (0, 0, "midnight"), (0, 30, "12:30am")],
)
def test_times_are_written_as_the_design_system_writes_them(hour: int, minute: int, words: str) -> None:
    moment = datetime.datetime(2026, 11, 21, hour, minute, tzinfo=datetime.UTC)
    assert date_time(moment) == f"21 November 2026 at {words}"


def test_the_nonce_of_a_request_without_a_policy_is_empty() -> None:
    assert csp_nonce(RequestFactory().get("/")) == ""


def test_the_style_sheet_names_no_font_that_is_not_ours() -> None:
    from django.contrib.staticfiles import finders

    style = open(str(finders.find("vendor/portal.css")), encoding="utf-8").read()
    assert "Transport" not in style
    assert "@font-face" not in style
    assert "govuk-crown" not in style


def test_an_error_page_needs_no_request() -> None:
    assert "Page not found" in render_to_string("errors/404.html", {"request_id": ""})
