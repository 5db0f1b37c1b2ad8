"""The kinds of answer people choose from, in their order: one list for the page, the spreadsheet and messages."""

from safeguarding.lib.facts import Status

ANSWERS: dict[str, Status] = {
    "Figure": Status.VALUE,
    "Estimate": Status.ESTIMATED,
    "Provisional": Status.PROVISIONAL,
    "Nil return": Status.NIL,
    "Suppressed": Status.SUPPRESSED,
    "Not available": Status.NOT_AVAILABLE,
    "Not applicable": Status.NOT_APPLICABLE,
    "Not collected": Status.NOT_COLLECTED,
}
WORDS = {status.value: words for words, status in ANSWERS.items()}
