"""Where pages break: what belongs together stays together, and nothing drags its neighbour along."""

import subprocess

from safeguarding.lib.pdf import render_pdf
from tests.lib.pdf.sample import CREATED, TITLE, stylesheets

PICTURE = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI2MjAiIGhlaWdodD0iMjQwIi8+"
)


def chart(name: str) -> str:
    return (
        f'<div class="table-and-chart"><figure class="chart"><img src="{PICTURE}" alt="A chart of {name}.">'
        f"<figcaption>{name}</figcaption></figure></div>"
    )


def table(name: str, rows: int) -> str:
    lines = "".join(f'<tr><th scope="row">Row {name} {n}</th><td class="num">{n}</td></tr>' for n in range(rows))
    head = '<thead><tr><th scope="col">What</th><th scope="col">Number</th></tr></thead>'
    return f'<table class="figures"><caption>{name}</caption>{head}<tbody>{lines}</tbody></table>'


def pages_of(inside: str) -> list[str]:
    """Return the words of each page of a report with one section."""
    body = (
        f'<body class="report"><main class="report-body"><section class="section" id="one"><h2>One</h2>{inside}'
        "</section></main></body>"
    )
    html = f'<!doctype html><html lang="en-GB"><head><title>{TITLE}</title></head>{body}</html>'
    made = render_pdf(html, stylesheets=stylesheets(), title=TITLE, created=CREATED)
    answer = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True)
    return answer.stdout.decode().split("\f")[:-1]


def test_a_chart_does_not_follow_the_next_one_to_another_page() -> None:
    words = "<p>Words before the charts.</p>" * 12
    first = pages_of(words + "".join(chart(name) for name in ("First", "Second", "Third", "Fourth")))[0]
    assert ("First" in first, "Fourth" in first) == (True, False)


def test_a_short_table_is_never_split_and_a_long_one_is() -> None:
    first, second = pages_of(table("long", 21) + table("short", 9))
    assert ("Row long 20" in first, "Row short" in first, "Row short 0" in second) == (True, False, True)
    first, second = pages_of(table("long", 18) + table("longer", 20))
    assert ("Row longer 0" in first, "Row longer 19" in second) == (True, True)
