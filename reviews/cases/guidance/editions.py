"""The editions. Certainty: P primary text seen, S quoted by a secondary source, M from memory, ? sources disagree.

A deadline once shipped is never edited here: it is corrected by a migration that says so, because cases stand on it.
"""

from dataclasses import replace
from datetime import date

from reviews.cases.guidance.spec import EditionSpec, RuleSpec

PANEL_NOTICE = RuleSpec(
    key="notify-panel",
    kinds=("notification",),
    title="Notify the national panel",
    start_event="aware",
    stop_event="notified",
    amount=5,
    unit="working_days",
    source="Children Act 2004 s.16C(1); local procedures quoting Working Together",
    certainty="S",
)
PARTNER_NOTICE = replace(
    PANEL_NOTICE,
    key="tell-partners",
    title="Tell the safeguarding partners",
    stop_event="partners_told",
    source="Local procedures quoting Working Together",
)
RAPID_REVIEW = RuleSpec(
    key="rapid-review",
    kinds=("rapid_review",),
    title="Send the rapid review",
    start_event="notified",
    stop_event="rapid_sent",
    amount=15,
    unit="working_days",
    source="A non-statutory expectation of the national panel. Local flowcharts count from the notification, "
    "the incident or awareness",
    certainty="?",
)
LCSPR_PUBLICATION = RuleSpec(
    key="publication",
    kinds=("lcspr",),
    title="Publish the review",
    start_event="decided",
    stop_event="published",
    amount=6,
    unit="months",
    source="Six months from initiation; that it counts from the day of the decision is from memory",
    certainty="S",
    may_pause=True,
    pauses="Criminal or other proceedings that a publication could harm",
)
ADVANCE_COPY = RuleSpec(
    key="advance-copy",
    kinds=("lcspr",),
    title="Send the advance copy",
    start_event="publication_planned",
    stop_event="advance_copy",
    amount=-7,
    unit="working_days",
    source="SI 2018/789; the number of days is from memory",
    certainty="M",
)
SCR_DECISION = RuleSpec(
    key="decision",
    kinds=("scr",),
    title="Decide whether to carry out a serious case review",
    start_event="notified",
    stop_event="decided",
    amount=1,
    unit="months",
    source="Working Together 2013 and 2015, chapter 4",
    certainty="M",
)
SCR_PUBLICATION = RuleSpec(
    key="publication",
    kinds=("scr",),
    title="Complete the serious case review",
    start_event="decided",
    stop_event="completed",
    amount=6,
    unit="months",
    source="Working Together 2013 and 2015, chapter 4",
    certainty="M",
    may_pause=True,
    pauses="Criminal or other proceedings",
)
SAR_COMPLETION = RuleSpec(
    key="completion",
    kinds=("sar", "sar_discretionary"),
    title="Complete the review",
    start_event="decided",
    stop_event="completed",
    amount=6,
    unit="months",
    source="Care and support statutory guidance, chapter 14: within 6 months of initiation unless there is good reason",
    certainty="M",
    may_pause=True,
    pauses="Criminal or other proceedings, an inquest",
)
DHR_DECISION = RuleSpec(
    key="decision",
    kinds=("dhr",),
    title="Decide whether to carry out the review",
    start_event="notified",
    stop_event="decided",
    amount=1,
    unit="months",
    source="Home Office statutory guidance 2016",
    certainty="M",
)
DHR_COMPLETION = RuleSpec(
    key="completion",
    kinds=("dhr",),
    title="Complete the overview report",
    start_event="decided",
    stop_event="completed",
    amount=6,
    unit="months",
    source="Home Office statutory guidance 2016",
    certainty="M",
    may_pause=True,
    pauses="Criminal proceedings",
)
SINCE_2018 = (PANEL_NOTICE, PARTNER_NOTICE, RAPID_REVIEW, LCSPR_PUBLICATION, ADVANCE_COPY)

EDITIONS = (
    EditionSpec(
        slug="wt-2013",
        title="Working Together to Safeguard Children 2013",
        audience="children",
        starts_on=date(2013, 4, 15),
        source="HM Government, March 2013",
        certainty="M",
        rules=(SCR_DECISION, SCR_PUBLICATION),
    ),
    EditionSpec(
        slug="wt-2015",
        title="Working Together to Safeguard Children 2015",
        audience="children",
        starts_on=date(2015, 3, 26),
        source="HM Government, March 2015",
        certainty="M",
        rules=(replace(PANEL_NOTICE, title="Notify Ofsted", certainty="M"), SCR_DECISION, SCR_PUBLICATION),
    ),
    EditionSpec(
        slug="wt-2018",
        title="Working Together to Safeguard Children 2018",
        audience="children",
        starts_on=date(2018, 7, 4),
        source="HM Government, July 2018",
        certainty="S",
        rules=(*SINCE_2018, SCR_PUBLICATION),
        note="Serious case reviews begun before the change were finished under their own rules.",
    ),
    EditionSpec(
        slug="wt-2023",
        title="Working Together to Safeguard Children 2023",
        audience="children",
        starts_on=date(2023, 12, 15),
        source="HM Government, December 2023",
        certainty="S",
        rules=SINCE_2018,
    ),
    EditionSpec(
        slug="wt-2026",
        title="Working Together to Safeguard Children 2026",
        audience="children",
        starts_on=date(2026, 3, 18),
        source="HM Government, 18 March 2026",
        certainty="S",
        rules=tuple(
            replace(
                rule,
                certainty="?" if rule.certainty == "?" else "M",
                source=f"{rule.source}. Carried over from 2023: the 2026 text was not seen",
            )
            for rule in SINCE_2018
        ),
        note="The text of this edition has not been seen. Check each deadline against it before relying on it.",
    ),
    EditionSpec(
        slug="care-act-2014",
        title="Care and support statutory guidance",
        audience="adults",
        starts_on=date(2015, 4, 1),
        source="Care Act 2014 s.44; statutory guidance chapter 14",
        certainty="M",
        rules=(SAR_COMPLETION,),
    ),
    EditionSpec(
        slug="dhr-2016",
        title="Domestic homicide reviews: statutory guidance 2016",
        audience="domestic",
        starts_on=date(2016, 12, 1),
        source="Home Office, December 2016",
        certainty="M",
        rules=(DHR_DECISION, DHR_COMPLETION),
    ),
)
