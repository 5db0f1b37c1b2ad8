"""What the writer of a contribution should look at before handing it in, answer by answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerships.contributions.models import Answer
from safeguarding.lib.identifiers import identifiers_in
from safeguarding.lib.proofreading import (
    empty_headings,
    guidance_sentences,
    leaked,
    placeholders,
    repeated_headings,
    unfinished,
)
from safeguarding.lib.richtext import plain, word_count


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing to look at in one answer. None of them stops the handing-in: the writer decides."""

    answer: Answer
    text: str


def remarks_on(answers: Sequence[Answer]) -> list[Remark]:
    """Return what an attentive reader would stop at, in the order of the answers."""
    sentences = guidance_sentences(answer.guidance for answer in answers)
    return [Remark(answer=answer, text=text) for answer in answers for text in _remarks(answer, sentences)]


def _remarks(answer: Answer, sentences: list[str]) -> Iterator[str]:
    if answer.carried_from_id:
        yield "This is last year's answer, unchanged. Say what is different now, or save it to confirm that it holds."
    body = answer.body
    for sentence in leaked(body, sentences):
        yield f"Guidance stands in the answer: “{sentence}”"
    for mark in placeholders(body):
        yield f"A placeholder is left: “{mark}”."
    for words in empty_headings(body):
        yield f"Nothing stands under the heading “{words}”."
    for words in repeated_headings(body, answer.title):
        yield f"The heading “{words}” stands twice."
    for end in unfinished(body):
        yield f"A sentence breaks off: “{end}”."
    for identifier in identifiers_in(plain(body)):
        yield identifier.question
    yield from _length(answer)


def _length(answer: Answer) -> Iterator[str]:
    words, advised = word_count(answer.body), answer.advised
    if not words or not advised:
        return
    least, most = advised
    if words < least:
        yield f"The answer has {words} words; {least} to {most} are suggested."
    if words > most:
        yield f"The answer has {words} words, more than the {most} suggested. Say what matters most first."
