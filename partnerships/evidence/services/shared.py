"""Writing shared texts, and the wordings of single areas."""

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Area, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.evidence.models import SharedText, Wording, WordingVersion
from safeguarding.lib.richtext import clean, word_count
from safeguarding.lib.slugs import slug_among
from safeguarding.lib.workflow import NotAllowed, Overtaken


@transaction.atomic
def shared_text_add(*, by: User | None, partnership: Partnership, title: str, body: str) -> SharedText:
    """Write a text that several reports or areas share. NotAllowed for a title that is there already."""
    texts = SharedText.objects.of(partnership)
    if texts.filter(title__iexact=title.strip()).exists():
        raise NotAllowed("There is a shared text of that title already.", code="title")
    slug = slug_among(title, set(texts.values_list("slug", flat=True)))
    text = SharedText.objects.create(partnership=partnership, slug=slug, title=title.strip())
    audit_record(by=by, action="evidence_shared_text_add", partnership=partnership, about=text)
    wording_save(by=by, text=text, area=None, version=0, body=body)
    return text


@transaction.atomic
def wording_save(*, by: User | None, text: SharedText, area: Area | None, version: int, body: str) -> Wording:
    """Save the words everywhere (`area` None) or in one area, begun at `version` (0 for a new wording).

    An area's wording remembers which version of the words everywhere it was compared with. Saving the same words
    again says that they were compared. Raises Overtaken when somebody saved meanwhile.
    """
    words = clean(body)
    if not word_count(words):
        raise NotAllowed("Write the text.", code="body")
    SharedText.objects.select_for_update().get(pk=text.pk)
    stored = text.wordings.filter(area=area).first() or Wording(text=text, area=area, version=0)
    compared = 0 if area is None else text.wordings.get(area__isnull=True).version
    if (stored.body, stored.based_on, stored.ended_on) == (words, compared, None):
        return stored
    if stored.version != version:
        raise Overtaken("Somebody saved this text after you opened it.", code="overtaken")
    stored.body, stored.based_on, stored.ended_on = words, compared, None
    stored.version, stored.updated_at, stored.updated_by = version + 1, timezone.now(), by
    stored.save()
    WordingVersion.objects.create(
        wording=stored, number=stored.version, body=words, saved_at=stored.updated_at, saved_by=by
    )
    audit_record(
        by=by,
        action="evidence_wording_save",
        partnership=text.partnership,
        about=stored,
        after={"version": stored.version, "words": word_count(words)},
    )
    return stored


@transaction.atomic
def wording_end(*, by: User | None, wording: Wording) -> None:
    """Let an area print the words of everywhere again; its own stay in the history. A second click changes nothing."""
    if wording.area_id is None:
        raise NotAllowed("The words everywhere can be changed, but not taken away.", code="area")
    today = timezone.localdate()
    if Wording.objects.filter(pk=wording.pk, ended_on__isnull=True).update(ended_on=today):
        partnership = wording.text.partnership
        audit_record(by=by, action="evidence_wording_end", partnership=partnership, about=wording, after={"on": today})
