"""Words written before a score is chosen are kept, shown again and counted as begun, never as answered."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnerships.assessments.models import Rating, Response
from partnerships.assessments.selectors.sheets import sheet_of
from partnerships.assessments.services import evidence_add
from tests.assessments.factories import named_round, response_of, statement_of
from tests.support.cast import Cast


def page_of(response: Response, page: str = "standard-1-1") -> str:
    """Return the address at which a standard is answered."""
    return reverse("assessment_answer", args=[response.round.partnership.slug, response.pk, page])


def sent(response: Response, **leader: str) -> dict[str, str]:
    """Return what a browser sends for the first standard when only its first statement was touched."""
    keys = {slug: statement_of(response.round, slug).pk for slug in ("leader", "reports")}
    return {
        **{f"s{key}-version": "0" for key in keys.values()},
        **{f"s{keys['leader']}-{name}": value for name, value in leader.items()},
    }


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_words_files_and_days_without_a_score_are_there_again(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    upload = SimpleUploadedFile("policy.pdf", b"%PDF-1.4")
    file = evidence_add(by=cast.lead, agency=cast.agency, title="Policy", upload=upload)
    words = sent(
        response,
        comment="We asked the board.",
        lead="Director of nursing",
        improvement="Write it down",
        evidence=str(file.pk),
    )
    client = client_of(cast.lead)
    assert client.post(page_of(response), words).status_code == 302
    kept = Rating.objects.get()
    assert (kept.state, kept.score, kept.comment, kept.lead) == ("", None, "We asked the board.", "Director of nursing")
    page = client.get(page_of(response)).content.decode()
    for word in ("We asked the board.", "Director of nursing", "Write it down", "Files that show it (1)"):
        assert word in page
    overview = client.get(reverse("assessment_response", args=[cast.a.slug, response.pk])).content.decode()
    assert "We asked the board." in overview
    assert "Not answered yet" in overview
    sheet = sheet_of(response)
    assert (sheet.answered, [page.state for page in sheet.pages]) == (0, ["In progress", "Not started"])


def test_words_without_a_score_can_be_taken_out_again_and_a_score_added_keeps_them(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    client = client_of(cast.lead)
    client.post(page_of(response), sent(response, comment="First thoughts"))
    client.post(page_of(response), sent(response, version="1"))
    assert Rating.objects.get().comment == ""
    client.post(page_of(response), sent(response, comment="So", choice="3", version="2"))
    assert (Rating.objects.get().score, Rating.objects.get().comment) == (3, "So")
    client.post(page_of(response), sent(response, comment="So, and more", version="3"))
    assert (Rating.objects.get().score, Rating.objects.get().comment) == (3, "So, and more")
