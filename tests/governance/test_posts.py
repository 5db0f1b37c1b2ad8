"""Posts and vacancies: how much there should be, how it stands, since when nobody is there."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from partnerships.directory.models import AuditEvent
from partnerships.governance.facts import PROVIDER
from partnerships.governance.models import Post, PostNote
from partnerships.governance.selectors import PostView, post_on, posts_on
from partnerships.governance.services import post_add, post_change, post_note
from safeguarding.lib.facts import FactKey, Status
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.support.cast import Cast

DAY = date(2019, 3, 31)


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def nurses(cast: Cast, **said: object) -> Post:
    said = {"agency": cast.agency, "established": Decimal(9), "unit": "people", **said}
    return post_add(by=None, partnership=cast.a, title="School nurses", **said)


def view(cast: Cast, day: date = DAY) -> PostView:
    return posts_on(cast.a, day)[0]


def test_a_post_is_added_and_its_vacancy_said_in_the_browser(cast: Cast, manager: Client) -> None:
    said = {"title": "Designated doctor", "agency": str(cast.agency.pk), "statutory": "on", "unit": "sessions"}
    said |= {"established": "4", "supervision": "1 to 12", "version": "0"}
    add = reverse("post_add", args=[cast.a.slug])
    assert "Say which law or guidance" in manager.post(add, said).content.decode()
    manager.post(add, {**said, "basis": "Working together, chapter 2"})
    note = {"noted_on-day": "1", "noted_on-month": "9", "noted_on-year": "2018", "standing": "covered"}
    note["words"] = "The named doctor covers two sessions; advertised three times."
    page = manager.post(reverse("post_note", args=[cast.a.slug, "designated-doctor"]), note, follow=True)
    words = page.content.decode()
    assert "1 statutory post has nobody of its own: Designated doctor, Alderbrook Council." in words
    assert "since 1 September 2018" in words
    assert "advertised three times" in words
    assert "Supervision 1 to 12" in words


def test_vacant_since_goes_back_to_the_first_day_of_the_run(cast: Cast) -> None:
    post = nurses(cast)
    for day, standing in (
        (date(2018, 1, 1), "vacant"),
        (date(2018, 3, 1), "filled"),
        (date(2018, 6, 1), "vacant"),
        (date(2018, 9, 1), "covered"),
    ):
        post_note(by=None, post=post, noted_on=day, standing=standing)
    assert view(cast).vacant_since == date(2018, 6, 1)
    assert view(cast, date(2018, 4, 1)).vacant_since is None
    assert view(cast, date(2018, 2, 1)).vacant_since == date(2018, 1, 1)
    assert view(cast, date(2017, 1, 1)).words == "Not recorded"


@pytest.mark.parametrize(
    ("standing", "filled", "amounts"),
    [
        ("filled", None, ("9", "9", "0")),
        ("interim", None, ("9", "9", "0")),
        ("vacant", None, ("9", "0", "9")),
        ("covered", None, ("9", "0", "9")),
        ("part", Decimal(8), ("9", "8", "1")),
        ("part", None, ("9", "not available", "not available")),
    ],
)
def test_what_is_filled_and_vacant_is_worked_out_and_unknown_is_not_zero(
    cast: Cast, standing: str, filled: Decimal | None, amounts: tuple[str, ...]
) -> None:
    post_note(by=None, post=nurses(cast), noted_on=DAY, standing=standing, filled=filled)
    parts = ("established", "filled", "vacant")
    keys = [FactKey.parse(f"governance/posts.school-nurses.{part}?period=at-2019-03-31") for part in parts]
    found = PROVIDER.resolve(cast.a, keys)
    assert tuple(fact.text for fact in found.values()) == amounts


def test_a_post_nobody_spoke_of_is_not_available_with_a_reason(cast: Cast) -> None:
    nurses(cast)
    key = FactKey.parse("governance/posts.school-nurses.filled?period=at-2019-03-31")
    fact = PROVIDER.resolve(cast.a, [key])[str(key)]
    assert (fact.status, fact.note) == (Status.NOT_AVAILABLE, "nobody said how much")
    bad = (
        "posts.nobody.filled?period=2018-19",
        "posts.school-nurses.ideal?period=2018-19",
        "posts.school-nurses.filled",
    )
    assert PROVIDER.resolve(cast.a, [FactKey.parse(f"governance/{name}") for name in bad]) == {}


def test_statutory_posts_without_anybody_are_counted(cast: Cast) -> None:
    doctor = post_add(by=None, partnership=cast.a, title="Designated doctor", statutory=True, basis="Guidance")
    post_note(by=None, post=doctor, noted_on=DAY, standing="vacant")
    post_note(by=None, post=nurses(cast), noted_on=DAY, standing="vacant")
    key = FactKey.parse("governance/posts.statutory-vacant?period=2018-19")
    assert PROVIDER.resolve(cast.a, [key])[str(key)].text == "1"


def test_more_can_not_be_filled_than_there_is(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="More can not be filled"):
        post_note(by=None, post=nurses(cast), noted_on=DAY, standing="part", filled=Decimal(10))
    with pytest.raises(NotAllowed, match="how the post stands"):
        post_note(by=None, post=nurses(cast), noted_on=DAY, standing="asleep")
    with pytest.raises(IntegrityError, match="some_of_it"), transaction.atomic():
        Post.objects.update(established=0)


def test_a_second_note_of_a_day_replaces_the_first_and_the_trail_keeps_both(cast: Cast) -> None:
    post = nurses(cast)
    for standing in ("vacant", "vacant", "filled"):
        post_note(by=cast.manager, post=post, noted_on=DAY, standing=standing)
    assert PostNote.objects.get().standing == "filled"
    events = AuditEvent.objects.filter(action="post_note").order_by("number")
    assert [(event.before.get("standing"), event.after["standing"]) for event in events] == [
        (None, "vacant"),
        ("vacant", "filled"),
    ]


def test_the_slower_of_two_sees_both_and_an_ended_post_goes(cast: Cast, manager: Client) -> None:
    post = nurses(cast)
    post_change(by=cast.second_manager, post=post, version=0, title="School nursing")
    with pytest.raises(Overtaken):
        post_change(by=None, post=post, version=0, title="Mine")
    said = {"title": "Mine", "unit": "people", "version": "0"}
    assert manager.post(reverse("post_edit", args=[cast.a.slug, post.slug]), said).status_code == 409
    post_change(by=None, post=post, version=1, ended_on=date(2019, 3, 30))
    assert posts_on(cast.a, DAY) == []


def test_agencies_of_other_partnerships_have_no_posts_here(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="another partnership"):
        post_add(by=None, partnership=cast.a, title="Stranger", agency=cast.agency_of_b)


@pytest.mark.parametrize("many", [2, 20])
def test_any_number_of_posts_takes_two_queries(
    cast: Cast, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        post_add(by=None, partnership=cast.a, title=f"Post {number}")
    with django_assert_num_queries(2):
        assert len(posts_on(cast.a, DAY)) == many


def test_the_same_post_twice_is_kept_once(cast: Cast) -> None:
    assert nurses(cast) == nurses(cast)


@given(
    st.decimals(min_value=1, max_value=99, places=2),
    st.sampled_from(PostNote.Standing),
    st.none() | st.decimals(min_value=0, max_value=1, places=2),
)
def test_filled_and_vacant_add_up_wherever_both_are_known(
    established: Decimal, standing: PostNote.Standing, share: Decimal | None
) -> None:
    filled = None if share is None else established * share
    note = PostNote(noted_on=DAY, standing=standing, filled=filled)
    shown = PostView(post=Post(title="x", established=established), note=note, vacant_since=None)
    if shown.filled is None:
        assert shown.vacant is None
    else:
        assert shown.vacant is not None
        assert shown.filled + shown.vacant == established


def test_a_day_before_every_note_says_nothing(cast: Cast) -> None:
    post = nurses(cast)
    post_note(by=None, post=post, noted_on=DAY, standing="vacant")
    assert post_on(Post.objects.get(pk=post.pk), date(2019, 3, 30)).note is None


def test_posts_of_one_title_that_differ_are_both_kept(cast: Cast) -> None:
    nurses(cast)
    for unit in ("sessions", "sessions"):
        nurses(cast, unit=unit)
    assert Post.objects.count() == 2
