"""Shared texts: words everywhere, words of an area, how they differ, and that an area learns of changes."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnerships.evidence.models import Wording, WordingVersion
from partnerships.evidence.selectors import area_wordings, texts_of, words_for
from partnerships.evidence.services import shared_text_add, wording_end, wording_save
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.evidence.factories import place_made, text_made
from tests.evidence.test_boxes import client_of
from tests.support.cast import Cast


def test_an_area_begins_from_the_words_everywhere_and_shows_how_its_own_differ(cast: Cast) -> None:
    text, place = text_made(cast.a), place_made(cast.a)
    client, where = client_of(cast.manager), [cast.a.slug, text.slug, place.code]
    page = client.get(reverse("evidence_wording", args=where)).content.decode()
    assert page.count("Anybody can call the front door.") > 1
    client.post(
        reverse("evidence_wording", args=where), {"body": "Anybody can call the Hillside door.", "version": "0"}
    )
    shown = client.get(reverse("evidence_shared_text", args=where[:2])).content.decode()
    assert "added: </span>Hillside</ins>" in shown
    assert "taken out: </span>front</del>" in shown
    fresh = texts_of(cast.a).get()
    assert "Hillside door" in words_for(fresh, "hillside").body
    assert "front door" in words_for(fresh, "riverside").body
    assert "front door" in words_for(fresh, "").body


def test_an_area_is_told_when_the_words_everywhere_change_until_it_saves_again(cast: Cast) -> None:
    text, place = text_made(cast.a), place_made(cast.a)
    own = wording_save(by=cast.manager, text=text, area=place, version=0, body="<p>Our own.</p>")
    wording_save(by=cast.manager, text=text, area=None, version=1, body="<p>Call at any hour.</p>")
    page = client_of(cast.manager).get(reverse("evidence_shared_text", args=[cast.a.slug, text.slug])).content.decode()
    assert "The words everywhere were changed after these were written." in page
    assert [one.behind for one in area_wordings(texts_of(cast.a).get())] == [True]
    wording_save(by=cast.manager, text=text, area=place, version=own.version, body="<p>Our own.</p>")
    assert [one.behind for one in area_wordings(texts_of(cast.a).get())] == [False]


def test_an_area_can_go_back_to_the_words_everywhere_and_its_own_stay_in_the_history(cast: Cast) -> None:
    text, place = text_made(cast.a), place_made(cast.a)
    own = wording_save(by=cast.manager, text=text, area=place, version=0, body="<p>Our own.</p>")
    url = reverse("evidence_wording_end", args=[cast.a.slug, text.slug, place.code])
    client_of(cast.manager).post(url)
    client_of(cast.manager).post(url)
    assert area_wordings(texts_of(cast.a).get()) == []
    assert WordingVersion.objects.filter(wording=own).count() == 1
    again = wording_save(by=cast.manager, text=text, area=place, version=1, body="<p>Ours again.</p>")
    assert (again.pk, again.version, again.ended_on) == (own.pk, 2, None)
    base = Wording.objects.get(area=None)
    with pytest.raises(NotAllowed):
        wording_end(by=cast.manager, wording=base)
    client_of(cast.manager).post(reverse("evidence_wording_end", args=[cast.a.slug, text.slug, "everywhere"]))
    assert Wording.objects.get(area=None).ended_on is None


def test_the_slower_of_two_editors_of_a_shared_text_sees_both(cast: Cast) -> None:
    text = text_made(cast.a)
    wording_save(by=cast.second_manager, text=text, area=None, version=1, body="<p>Theirs.</p>")
    url = reverse("evidence_wording", args=[cast.a.slug, text.slug, "everywhere"])
    answer = client_of(cast.manager).post(url, {"body": "Mine.", "version": "1"})
    assert answer.status_code == 409
    assert "Theirs." in answer.content.decode()
    with pytest.raises(Overtaken):
        wording_save(by=cast.manager, text=text, area=None, version=1, body="<p>Mine.</p>")


def test_a_title_is_used_once_and_earlier_words_can_not_be_changed(cast: Cast) -> None:
    url = reverse("evidence_shared_text_add", args=[cast.a.slug])
    client = client_of(cast.manager)
    client.post(url, {"title": "Worried about a child?", "body": "Call."})
    assert (
        "of that title already" in client.post(url, {"title": "worried about a child?", "body": "x"}).content.decode()
    )
    assert "Worried about a child?" in client.get(reverse("evidence_shared_texts", args=[cast.a.slug])).content.decode()
    with pytest.raises(NotAllowed):
        shared_text_add(by=None, partnership=cast.a, title="Empty", body="<p> </p>")
    with pytest.raises(IntegrityError), transaction.atomic():
        WordingVersion.objects.all().delete()
