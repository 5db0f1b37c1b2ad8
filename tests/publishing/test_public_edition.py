"""The public edition: nothing that is hidden stands on any surface, and nobody who works for the partnership does."""

import json

import pytest

from reports.publishing.services.claims import build_request
from reports.publishing.services.running import build_run
from reports.studio import providers
from reports.studio.models import Report
from tests.publishing.protected import (
    PLANS,
    SECRET,
    TRACE,
    control_of,
    report_with_small_numbers,
    rows_of,
    small_figures,
    snapshot_of,
    surfaces,
)
from tests.publishing.reading import pdf_text
from tests.studio.figures import Figures
from tests.support.cast import Cast

SEXUAL, PHYSICAL = "returns/plans-sexual?period=2017-18", "returns/plans-physical?period=2017-18"
SHARE, STAFF = "returns/plan-share?period=2017-18", "returns/staff?period=2017-18"
# The small number itself is too short to look for; what is computed from it is not.
GIVEAWAYS = ("1,379", "1379", "7,716", "7716", "0.026", "6,170", "99.9")


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """Return the only room the studio asks."""
    made = small_figures()
    monkeypatch.setattr(providers, "PROVIDERS", (made.provider(),))
    return made


@pytest.fixture
def small(cast: Cast, room: Figures) -> Report:
    """Return the report with small numbers."""
    return report_with_small_numbers(cast)


def test_the_small_number_its_share_a_partner_and_the_partnerships_own_figure_are_hidden(small: Report) -> None:
    outcome = control_of(small).outcome
    assert {key: one.cause.value for key, one in outcome.hidden.items()} == {
        SEXUAL: "small",
        SHARE: "computed",
        PHYSICAL: "secondary",
        STAFF: "class",
    }
    assert outcome.passed


def test_no_surface_of_the_public_edition_says_what_is_hidden(small: Report) -> None:
    for name, text in surfaces(small).items():
        for number in GIVEAWAYS:
            assert number not in text, f"{number} stands in {name}"
        assert "8,953" in text or "8953" in text or name == "meta", f"{name} prints nothing at all"


def test_words_directions_and_sizes_of_a_change_are_left_out_with_the_figure(small: Report) -> None:
    page = surfaces(small)["page"]
    words = page[page.index("children had a plan for sexual abuse") :][:1500]
    assert "fell" not in words
    assert words.count("[suppressed to protect confidentiality]") == 3


def test_a_computed_total_of_a_column_with_a_hidden_figure_is_hidden_too(small: Report) -> None:
    page = surfaces(small)["page"]
    total = page[page.index("Total, computed") :][:900]
    assert "21,470" in total, "the year without small numbers keeps its total"
    assert "[c]" in total


def test_charts_draw_and_describe_only_what_is_printed(small: Report) -> None:
    page = surfaces(small)["page"]
    assert 'alt="' in page
    for line in page.splitlines():
        if "<img" in line:
            assert not any(number in line for number in GIVEAWAYS)


def test_nobody_who_entered_a_figure_and_no_way_into_the_portal_travels_with_it(small: Report) -> None:
    for text in surfaces(small).values():
        assert SECRET not in text
        assert TRACE not in text
        assert "/figures/" not in text
    assert "linked" not in json.loads(surfaces(small)["json"])


def test_the_data_files_say_why_a_cell_is_empty_and_what_every_symbol_means(small: Report) -> None:
    files = surfaces(small)
    row = rows_of(files["csv"])[SEXUAL]
    assert (row["status"], row["symbol"], row["value"], row["note"]) == ("suppressed", "[c]", "", "")
    described = json.loads(files["meta"])
    assert {"symbol": "[c]", "meaning": "suppressed to protect confidentiality"} in described["notes"]
    heads = files["csv"].splitlines()[0].split(",")
    assert [column.get("titles", column["name"]) for column in described["tableSchema"]["columns"]] == heads
    data = json.loads(files["json"])
    assert data["symbols"]["[x]"] == "not available"
    assert data["disclosure"] == {"threshold": 5, "zeros_shown": True, "hidden": 4}


def test_figures_published_elsewhere_are_printed_as_they_are(cast: Cast, room: Figures) -> None:
    report = report_with_small_numbers(cast, prose="<p>Born: [[returns/born?period=2017-18]].</p>")
    assert rows_of(surfaces(report)["csv"])["returns/born?period=2017-18"]["value"] == "3"


def test_the_partnership_edition_prints_everything(small: Report) -> None:
    content = snapshot_of(small).content
    assert content["facts"][SEXUAL]["value"] == "4"
    assert content["facts"][PHYSICAL]["value"] == str(PLANS["physical"][1])


def test_one_build_makes_both_and_the_pdfs_say_whom_they_are_for(cast: Cast, small: Report) -> None:
    build = build_run(build_id=build_request(by=cast.manager, report=small).pk, worker="one")
    assert build
    assert (build.failure, build.control.passed, build.control.hidden) == ("", True, 4)
    texts = {}
    for file in build.artifacts.filter(kind="pdf"):
        with file.file.open("rb") as made:
            texts[file.variant] = pdf_text(made.read())
    assert "For the partnership only" in texts["partnership"]
    assert "1,379" in texts["partnership"]
    assert "4 figures are not printed" in " ".join(texts["public"].split())
    assert not any(number in texts["public"] for number in GIVEAWAYS)
    assert build.control.sha256 in texts["public"].replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    "words",
    [
        "<p>Four children had plans for sexual abuse.</p>",
        "<p>In 2017-18 there were 4 plans for sexual abuse.</p>",
        "<ul><li>Physical abuse: 1,379 plans</li></ul>",
    ],
    ids=["in words", "in digits", "a secondary one"],
)
def test_words_that_say_a_hidden_figure_stop_the_public_edition_only(cast: Cast, room: Figures, words: str) -> None:
    report = report_with_small_numbers(cast, prose=f"{words}<p>In all [[returns/plans?period=2017-18]].</p>")
    control = control_of(report)
    assert not control.passed
    assert "What the figures say" in control.problems[0]
    build = build_run(build_id=build_request(by=cast.manager, report=report).pk, worker="one")
    assert build
    assert (build.status, build.control.passed, build.control.sha256) == ("done", False, "")
    assert {file.variant for file in build.artifacts.all()} == {"partnership"}


@pytest.mark.parametrize(
    "words",
    [
        "<p>Four meetings were held.</p>",
        "<p>Plans for sexual abuse fell in 2014.</p>",
        "<p>1,379 letters.</p>",
    ],
)
def test_other_numbers_and_other_words_stop_nothing(cast: Cast, room: Figures, words: str) -> None:
    assert control_of(report_with_small_numbers(cast, prose=words)).passed
