"""A report as long and as varied as a real one, made of invented text and figures."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from html import escape
from pathlib import Path

from safeguarding.lib.charts import ChartSpec, Kind, Series, alt, chart_data_uri, chart_svg

STATIC = Path(__file__).resolve().parents[3] / "static" / "report"
CREATED = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
TITLE = "Annual report 2023 to 2026"
YEARS = ("2023/24", "2024/25", "2025/26")
TEXT = (
    "The partnership met four times and reviewed how agencies act on early signs of neglect. Schools, "
    "health visitors and housing officers now share one threshold document, and referrals name the harm "
    "they describe more often than they did. Practitioners told the audit group that supervision is "
    "regular but that time to reflect on long-running cases is still short. "
)
NEEDS = (
    "Abuse or neglect", "Disability or illness", "Parental illness", "Family in acute stress",
    "Family dysfunction", "Socially unacceptable behaviour", "Low income", "Absent parenting",
    "Cases other than children in need", "Not stated",
)  # fmt: skip
SEATS = (
    "Independent chair", "Council, children's services", "Council, education", "Council, public health",
    "Integrated care board", "Police", "Hospital trust", "Mental health trust", "Probation service",
    "Schools representative", "Voluntary sector", "Lay member",
)  # fmt: skip


def stylesheets() -> list[str]:
    """The two stylesheets of the report, as the renderer takes them."""
    return [(STATIC / name).read_text() for name in ("report.css", "print.css")]


def report_html(*, narratives: int = 3, sources: int = 200, draft: bool = False) -> str:
    """The whole report; ``narratives`` adds pages of prose, ``sources`` rows of annex."""
    parts = [_cover(), _contents(), _foreword(), *(_narrative(number) for number in range(narratives))]
    parts += [_figures(), _contributions(), _finance(), _attendance(), _glossary(), _annex(sources)]
    body = "report draft" if draft else "report"
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{TITLE}</title></head><body class="{body}">'
        f'<main class="report-body">{"".join(parts)}</main></body></html>'
    )


def _cover() -> str:
    return (
        '<section class="cover"><p class="cover-partnership">Example safeguarding children partnership</p>'
        '<h1>Annual report</h1><p class="cover-period">April 2023 to March 2026</p>'
        '<div class="cover-meta"><p>Edition 2, public</p><p>Signed by all three safeguarding partners, '
        "1 April 2026</p></div></section>"
    )


def _contents() -> str:
    entries = (
        ("foreword", "", "Foreword"), ("narrative-0", "1", "What we set out to do"),
        ("figures", "2", "What the figures say"), ("contributions", "3", "What agencies did"),
        ("finance", "4", "Finance"), ("attendance", "5", "Attendance"), ("glossary", "6", "Glossary"),
        ("annex", "7", "Where each figure comes from"),
    )  # fmt: skip
    inner = '<ol><li><a href="#need"><span class="section-number">2.1</span> Children in need</a></li>'
    inner += '<li><a href="#plans"><span class="section-number">2.2</span> Protection plans</a></li></ol>'
    items = "".join(
        f'<li><a href="#{key}"><span class="section-number">{number}</span> {words}</a>'
        f"{inner if key == 'figures' else ''}</li>"
        for key, number, words in entries
    )
    return f'<nav class="contents"><h2>Contents</h2><ol>{items}</ol></nav>'


def _foreword() -> str:
    figures = "".join(
        f"<li><strong>{value}</strong><span>{words}</span></li>"
        for value, words in (
            ("1,204", "children in need on 31 March 2026"),
            ("52.3", "plans for each 10,000 children"),
            ("9 of 11", "recommendations finished"),
        )
    )
    return (
        '<section class="section" id="foreword"><h2>Foreword by the independent chair</h2>'
        '<p class="lead">Children here are seen sooner than three years ago, and we can show it.</p>'
        f"<p>{TEXT * 2}</p><ul class='keyfigures'>{figures}</ul><p>{TEXT}</p><blockquote><p>I was asked what I "
        "wanted to happen, and then it did.</p><p class='attribution'>A young person, 15</p></blockquote>"
        f"<p>{TEXT}</p><p class='attribution'>Independent chair</p><ul class='signatures'>"
        + "".join(
            f"<li>{role}<span class='signed'>Signed 1 April 2026</span></li>"
            for role in ("Council", "Integrated care board", "Police")
        )
        + "</ul></section>"
    )


def _narrative(number: int) -> str:
    bullets = "".join(f"<li>{words}</li>" for words in TEXT.split(". ")[:3])
    note = '<span class="footnote">Working Together to Safeguard Children, chapter 3.</span>'
    return (
        f'<section class="section" id="narrative-{number}"><h2><span class="section-number">1</span> What we set '
        f'out to do</h2><p class="lead">Three priorities, each with a measure agreed at the start.</p>'
        f'<p>{TEXT}{note} There were 1,204<a class="source-ref" href="#source-1">[1]</a> children in need.</p>'
        f"<p>{TEXT * 3}</p><h3>Neglect</h3><p>{TEXT * 2}</p><ul>{bullets}</ul>"
        f'<div class="callout"><h4>What changed</h4><p>{TEXT}</p></div><h3>Exploitation</h3><p>{TEXT * 4}</p>'
        f"<h3>Children's voices</h3><p>{TEXT * 3}</p></section>"
    )


def _need() -> ChartSpec:
    series = tuple(
        Series(
            year,
            tuple(None if (row, at) == (7, 1) else Decimal((row * 41 + at * 17) % 180 + 4) for row in range(10)),
            tuple("suppressed" if (row, at) == (7, 1) else "" for row in range(10)),
        )
        for at, year in enumerate(YEARS)
    )
    return ChartSpec(Kind.GROUPED, "Children in need by primary need", "Children", NEEDS, series)


def _plans() -> ChartSpec:
    rows = (("Example area", "46.1", "52.3", "48.8"), ("England", "43.3", "45.3", "43.7"))
    series = tuple(Series(name, tuple(map(Decimal, values))) for name, *values in rows)
    return ChartSpec(Kind.LINE, "Children on a protection plan", "Rate for 10,000 children", YEARS, series, decimals=1)


def _table(spec: ChartSpec) -> str:
    heads = "".join(f'<th scope="col" class="num">{escape(one.name)}</th>' for one in spec.series)
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th>'
        + "".join(
            f'<td class="status">{one.note(at)}</td>'
            if one.values[at] is None
            else f'<td class="num">{one.values[at]}</td>'
            for one in spec.series
        )
        + "</tr>"
        for at, label in enumerate(spec.labels)
    )
    return (
        f'<table class="figures"><caption>{spec.title} on 31 March</caption><thead><tr><th scope="col">Group</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _figures() -> str:
    need, plans = _need(), _plans()
    picture = f'<img src="{chart_data_uri(need)}" alt="{escape(alt(need))}">'
    return (
        '<section class="section" id="figures"><h2><span class="section-number">2</span> What the figures say</h2>'
        f'<h3 id="need"><span class="section-number">2.1</span> Children in need</h3><p>{TEXT}</p>{_table(need)}'
        '<p class="key">Suppressed: a number too small to print without naming a child.</p>'
        f'<figure class="chart"><figcaption>{need.title}</figcaption>{picture}</figure>'
        f'<h3 id="plans"><span class="section-number">2.2</span> Protection plans</h3><p>{TEXT}</p>'
        f'<div class="table-and-chart">{_table(plans)}<figure class="chart"><figcaption>{plans.title}'
        f"</figcaption>{chart_svg(plans)}</figure></div></section>"
    )


def _contributions() -> str:
    prompts = ("Activity", "Achievements", "Impact", "Challenges", "Next year")
    articles = "".join(
        f'<article class="contribution"><h3>{seat}</h3>'
        + "".join(f"<h4>{prompt}</h4><p>{TEXT}</p>" for prompt in prompts)
        + "</article>"
        for seat in SEATS[4:7]
    )
    return (
        '<section class="section" id="contributions"><h2><span class="section-number">3</span> What agencies '
        f"did</h2>{articles}</section>"
    )


def _finance() -> str:
    lines = (("Council", "70,180.00"), ("Integrated care board", "44,120.50"), ("Police", "23,455.33"))
    spent = (("Staff", "-98,210.42"), ("Training", "-31,874.00"), ("Reviews", "-10,000.00"))
    rows = "".join(
        "".join(f'<tr><th scope="row">{name}</th><td class="num">{value}</td></tr>' for name, value in group)
        + f'<tr class="subtotal"><th scope="row">{total}</th><td class="num">{value}</td></tr>'
        for group, total, value in (
            (lines, "Total income", "137,755.83"),
            (spent, "Total expenditure", "-140,084.42"),
        )
    ).replace("-", "\N{MINUS SIGN}")
    return (
        '<section class="section" id="finance"><h2><span class="section-number">4</span> Finance</h2>'
        '<p>Income is positive and expenditure negative.</p><table class="finance figures"><caption>Income and '
        'expenditure, 2025/26</caption><thead><tr><th scope="col">Line</th><th scope="col" class="num">£</th></tr>'
        f'</thead><tbody>{rows}<tr class="total"><th scope="row">Deficit</th><td class="num">\N{MINUS SIGN}2,328.59'
        "</td></tr></tbody></table></section>"
    )


def _attendance() -> str:
    dates = (
        "21 Sep 2024",
        "7 Dec 2024",
        "8 Mar 2025",
        "14 Jun 2025",
        "20 Sep 2025",
        "6 Dec 2025",
        "7 Mar 2026",
    )
    heads = "".join(f'<th scope="col"><span>{" <br>".join(date.split())}</span></th>' for date in dates)
    kinds = (("attended", "P"), ("attended", "D"), ("absent", "A"), ("vacant", "V"))
    rows = "".join(
        f'<tr><th scope="row">{escape(seat)}</th>'
        + "".join(
            f'<td class="{kinds[mark][0]}">{kinds[mark][1]}</td>'
            for mark in (((row * 5 + at * 3) % 11) // 3 % 4 for at in range(7))
        )
        + f'<td class="num">{(row * 13) % 60 + 40}%</td></tr>'
        for row, seat in enumerate(SEATS)
    )
    return (
        '<section class="section" id="attendance"><h2><span class="section-number">5</span> Attendance</h2>'
        f'<div class="table-scroll" tabindex="0">'
        f'<table class="attendance"><caption>Attendance by seat</caption><thead><tr><th scope="col">Seat</th>{heads}'
        f'<th scope="col" class="num">Meetings attended</th></tr></thead><tbody>{rows}</tbody></table></div>'
        '<ul class="key"><li>P: present</li><li>D: deputy</li><li>A: absent</li><li>V: seat vacant</li></ul></section>'
    )


def _glossary() -> str:
    terms = "".join(
        f"<div><dt>Term {number}</dt><dd>{TEXT.split('. ')[number % 3]}.</dd></div>" for number in range(1, 75)
    )
    return (
        '<section class="section" id="glossary"><h2><span class="section-number">6</span> Glossary</h2>'
        f'<dl class="glossary">{terms}</dl></section>'
    )


def _annex(count: int) -> str:
    return (
        '<section class="section" id="annex"><h2><span class="section-number">7</span> Where each figure comes '
        'from</h2><table class="annex"><caption>Sources</caption><thead><tr><th scope="col">No.</th><th scope="col">'
        'Figure</th><th scope="col" class="num">Value</th><th scope="col">Source</th><th scope="col">Approved by</th>'
        f"</tr></thead><tbody>{''.join(_sources(count))}</tbody></table></section>"
    )


def _sources(count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        yield (
            f'<tr id="source-{number}"><th scope="row">{number}</th><td>{NEEDS[number % 10]}, '
            f'{YEARS[number % 3]}</td><td class="num">{number * 37 % 1900:,}</td><td>Return of '
            f"{escape(SEATS[number % 12])}, quarter {number % 4 + 1}</td><td>Board manager, 3 April 2026</td></tr>"
        )
