"""The invented partnership's case reviews: a chain from notification to publication, one under way, one held back."""

from datetime import date, timedelta

from django.utils import timezone

from demonstration.founding import Founded
from demonstration.story_time import story_time
from partnerships.actions.services import action_impact, action_move
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from reviews.cases.guidance.criteria import CRITERIA, Considered
from reviews.cases.models import Case, EventKind, Relation, Theme
from reviews.cases.services import (
    access_give,
    author_add,
    briefing_add,
    case_change,
    case_close,
    case_open,
    case_relate,
    chronology_add,
    counts_state,
    decision_ratify,
    decision_record,
    event_record,
    figures_release,
    finding_add,
    impact_record,
    panel_answer_record,
    progress_note,
    publication_check,
    publication_draft,
    publication_hold,
    publication_publish,
    recommendation_action_open,
    recommendation_add,
    record_prepare,
    record_release,
    request_answer,
    request_entry_add,
    request_make,
    response_record,
    subject_add,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.facts import Period

FINDINGS = (
    (
        "Health visitors told the council early and in writing when the baby was not brought.",
        "positive",
        "information-sharing",
    ),
    ("Agencies knew different parts of the story and nobody put them together.", "learning", "information-sharing"),
    ("The baby's father was not asked, and not seen.", "learning", "professional-curiosity"),
    ("Moves between temporary homes broke off every plan.", "learning", "homelessness"),
)
RECOMMENDATIONS = (
    ("Send every agency the same one-page summary when a family moves.", ("housing", "childrens-services")),
    ("Record and see fathers and partners in every assessment.", ("childrens-services", "community-health")),
    ("Buy one shared record for all agencies.", ("icb",)),
    ("Train reception staff to notice missed appointments.", ("hospitals",)),
)


def load(founded: Founded, *, today: date, year: Period) -> None:
    """Enter four cases told in their own time, and release what the yearly report prints."""
    first = founded.person(Role.CASE_COORDINATOR)
    second = founded.people[f"{Role.CASE_COORDINATOR}::second"]
    began = today - timedelta(days=900)
    with story_time(began):
        review = _chain(founded, first, second, began)
    with story_time(began + timedelta(days=40)):
        _learned(founded, first, review)
    with story_time(began + timedelta(days=200)):
        _published(first, second, review, began + timedelta(days=200))
    with story_time(began + timedelta(days=830)):
        _followed_up(founded, first, review, began + timedelta(days=830))
    _let_out(first, second, review, "Baby A")
    _under_way(founded, first, second, today)
    _held_back(founded, first, second, today)
    figures_release(by=first, partnership=founded.partnership, period=year, reason=f"Yearly report {year.label}")


def _chain(founded: Founded, first: User, second: User, began: date) -> Case:
    """Open a notification, its rapid review and the practice review that followed; return the last."""
    cases = []
    for kind, days in (("notification", 0), ("rapid_review", 4), ("lcspr", 24)):
        case = case_open(
            by=first,
            partnership=founded.partnership,
            kind=kind,
            pseudonym="Baby A",
            began=began - timedelta(days=30 - days),
            evidence="Email of the duty desk",
            incident=FuzzyDate.day(began - timedelta(days=31)),
            summary="A baby of four months was brought to hospital with injuries nobody could explain.",
            themes=_themes("non-accidental-injury", "information-sharing"),
        )
        access_give(by=first, case=case, person=second, reason="Second pair of eyes", coordinates=True)
        cases.append(case)
    notified, rapid, review = cases
    day = FuzzyDate.day(began - timedelta(days=26))
    for kind in (EventKind.NOTIFIED, EventKind.PARTNERS_TOLD):
        event_record(by=first, case=notified, kind=kind, when=day, evidence="Notification form")
    sent = FuzzyDate.day(began - timedelta(days=8))
    event_record(by=first, case=rapid, kind=EventKind.RAPID_SENT, when=sent, evidence="Email to the panel")
    for source, target in ((notified, rapid), (rapid, review)):
        case_relate(by=first, source=source, target=target, sort=Relation.Sort.LED_TO)
    subject_add(
        by=first,
        case=notified,
        pseudonym="Baby A",
        age_band="under_1",
        sex="female",
        ethnicity="mixed",
        disability="no",
    )
    _decided(founded, first, rapid, began - timedelta(days=6))
    for done in (notified, rapid):
        case_close(by=first, case=done)
    return review


def _decided(founded: Founded, first: User, rapid: Case, day: date) -> None:
    decision = decision_record(
        by=first,
        case=rapid,
        outcome="review",
        decided_on=day,
        decided_by="Independent scrutineer",
        delegated=True,
        rationale="The harm was serious, and agencies each knew a part of it.",
        paragraph="Chapter 5 of the guidance",
        criteria=[Considered(text=text, answer="met", note="") for text in CRITERIA["children"]],
    )
    for slug in ("childrens-services", "icb", "police"):
        agency = founded.agencies[slug]
        decision_ratify(by=first, decision=decision, agency=agency, stance="ratifies", words="", given_on=day)
    panel_answer_record(
        by=first,
        decision=decision,
        stance="agrees",
        verbatim="The panel agrees that a local review is likely to bring new learning.",
        answered_on=day + timedelta(days=4),
        may_be_quoted=True,
    )


def _learned(founded: Founded, first: User, review: Case) -> None:
    author_add(by=first, case=review, role="Independent reviewer", independent=True)
    for text, tone, theme in FINDINGS:
        finding_add(by=first, case=review, text=text, tone=tone, themes=_themes(theme))
    counts_state(by=first, case=review, findings=len(FINDINGS), recommendations=len(RECOMMENDATIONS) + 1)
    for text, slugs in RECOMMENDATIONS:
        made = recommendation_add(by=first, case=review, text=text, agencies=[founded.agencies[slug] for slug in slugs])
        for addressee in made.addressees.all():
            response_record(
                by=first, addressee=addressee, version=1, stance="accepts", words="", answered_on=timezone.localdate()
            )
    case_change(
        by=first,
        case=review,
        version=review.version,
        themes=_themes("non-accidental-injury", "information-sharing"),
        public_summary="A baby of a few months had injuries nobody could explain. The family had moved four times.",
        public_decision="The scrutineer decided on a local review; the three partners and the national panel agreed.",
    )


def _published(first: User, second: User, review: Case, day: date) -> None:
    publication = publication_draft(by=first, case=review)
    publication_check(by=second, publication=publication, note="Took the name of a street out")
    sent = FuzzyDate.day(day - timedelta(days=14))
    event_record(by=first, case=review, kind="advance_copy", when=sent, evidence="Email to the national panel")
    publication_publish(by=first, publication=publication, link="https://reviews.example/baby-a", published_on=day)
    briefing_add(
        by=first,
        case=review,
        sort="briefing",
        title="Seven minutes about missed appointments",
        issued=FuzzyDate.day(day),
        readers=["practitioners", "health"],
        reached=412,
        link="https://reviews.example/baby-a-briefing",
    )


def _followed_up(founded: Founded, first: User, review: Case, day: date) -> None:
    """Tell what came of each recommendation: done, done by another way, not carried out, put off; and one action."""
    told = (
        ("done", "The summary has been in use in all agencies for a year.", "Audit of moves"),
        ("in_progress", "Fathers are recorded in two of three assessments.", ""),
        (
            "not_implementing",
            "A shared record is beyond the means of the partners; a shared index was bought instead.",
            "",
        ),
        ("deferred", "Training begins with the new hospital system and is reported next year.", ""),
    )
    for row, (standing, words, evidence) in zip(review.recommendations.order_by("number"), told, strict=True):
        progress_note(by=first, recommendation=row, noted_on=day, standing=standing, words=words, evidence=evidence)
    row = review.recommendations.get(number=1)
    action = recommendation_action_open(
        by=first,
        recommendation=row,
        title="Write the one-page summary and agree it with all agencies",
        owner_agency=founded.agencies["housing"],
        opened_on=day - timedelta(days=700),
        due_on=day - timedelta(days=400),
    )
    manager = founded.person(Role.BOARD_MANAGER)
    access_give(by=first, case=review, person=manager, reason="Carries the action out for the agencies")
    action_move(by=manager, action=action, event="report_done", words="Agreed by every agency.")
    action_move(by=first, action=action, event="close", words="Seen in the audit.")
    action_impact(by=first, action=action, text="No plan has broken off at a move since.")
    impact_record(
        by=first,
        case=review,
        title="Families that move",
        words="Workers know within a day when a family they work with moves.",
        happened=FuzzyDate.day(day),
        recommendation=row,
    )
    case_close(by=first, case=review)


def _under_way(founded: Founded, first: User, second: User, today: date) -> None:
    """Open a rapid review that is due soon, with one agency that answered and one that has not."""
    began = today - timedelta(days=16)
    case = case_open(
        by=first,
        partnership=founded.partnership,
        kind="rapid_review",
        pseudonym="Child T",
        began=began,
        evidence="Notification form",
        summary="A young person was stabbed near a school.",
        themes=_themes("serious-youth-violence"),
    )
    access_give(by=first, case=case, person=second, reason="Second pair of eyes", coordinates=True)
    for slug, days in (("youth-justice", 4), ("education", -2)):
        with story_time(began + timedelta(days=2)):
            request, _ = request_make(
                by=first,
                case=case,
                agency=founded.agencies[slug],
                asked="Safeguarding lead",
                email=f"{slug}@alderbrook.example",
                question="What did you know of the young person in the last two years?",
                due_on=today + timedelta(days=days),
            )
        if slug == "youth-justice":
            told = "The young person stopped coming to appointments."
            request_entry_add(request=request, happened=FuzzyDate.read("2026"), text=told, source="Case record")
            request_answer(
                request=request,
                answer="information",
                answered_as="Team manager",
                learning="We now ring the school on the first missed appointment.",
            )
    chronology_add(by=first, case=case, happened=FuzzyDate.day(began), text="The incident.", source="Police log")


def _held_back(founded: Founded, first: User, second: User, today: date) -> None:
    case = case_open(
        by=first,
        partnership=founded.partnership,
        kind="lcspr",
        pseudonym="Child M",
        began=today - timedelta(days=250),
        evidence="Minute of the partners",
        themes=_themes("neglect"),
    )
    access_give(by=first, case=case, person=second, reason="Second pair of eyes", coordinates=True)
    publication = publication_draft(by=first, case=case)
    publication_hold(by=first, publication=publication, event="delay", reason="A criminal trial is not over.")
    case_change(
        by=first, case=case, version=case.version, themes=_themes("neglect"), public_summary="A review about neglect."
    )
    _let_out(first, second, case, "Review 2")


def _let_out(first: User, second: User, case: Case, title: str) -> None:
    record_release(by=second, record=record_prepare(by=first, case=case, title=title), reason="Yearly report")


def _themes(*slugs: str) -> list[Theme]:
    return list(Theme.objects.filter(slug__in=slugs))
