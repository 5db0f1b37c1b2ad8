"""The kinds of evidence box: what each is for and the fields it has beside those of every box. Data, no tables.

Adding a kind is an entry in KINDS. A field's key is kept in the stored details and is never used for anything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a field holds: a line, longer text, one of a list, a count, a percentage, a day, yes or no."""

    LINE = "line"
    WORDS = "words"
    CHOICE = "choice"
    COUNT = "count"
    PERCENT = "percent"
    DAY = "day"
    TICK = "tick"


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """One field of a kind. `choices` are pairs of key and words; `printed` is False for what only the portal needs."""

    key: str
    label: str
    sort: Sort = Sort.LINE
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    printed: bool = True

    def in_words(self, value: object) -> str:
        """Return a stored value as a reader sees it, empty for none."""
        if value in (None, "", False):
            return ""
        if self.sort is Sort.CHOICE:
            return dict(self.choices).get(str(value), str(value))
        return "Yes" if self.sort is Sort.TICK else str(value)


@dataclass(frozen=True, kw_only=True)
class KindSpec:
    """A kind of box. `says` is the label of its words, `sentence` what people read when they choose it."""

    key: str
    label: str
    plural: str
    sentence: str
    says: str
    fields: tuple[FieldSpec, ...] = ()

    def field(self, key: str) -> FieldSpec | None:
        """Return the field of that key, or None."""
        return next((one for one in self.fields if one.key == key), None)


SOURCE = FieldSpec(
    key="source", label="Where it comes from", hint="The audit, review, return, inspection or meeting that shows it."
)
NEXT = FieldSpec(key="next", label="What happens next", sort=Sort.WORDS)
AGE_BANDS = (
    ("under_5", "Aged under 5"),
    ("5_to_9", "Aged 5 to 9"),
    ("10_to_14", "Aged 10 to 14"),
    ("15_to_17", "Aged 15 to 17"),
    ("18_to_25", "Aged 18 to 25"),
    ("all_children", "Children of all ages"),
    ("parents", "Parents and carers"),
    ("practitioners", "Practitioners"),
    ("adults", "Adults"),
)

EVIDENCE = KindSpec(
    key="evidence",
    label="Evidence",
    plural="Evidence",
    sentence="What was done or found, and what shows it.",
    says="What was done or found",
    fields=(SOURCE,),
)
IMPACT = KindSpec(
    key="impact",
    label="Impact",
    plural="Impact",
    sentence="What is different for children, families or practitioners because of it.",
    says="What is different now",
    fields=(
        FieldSpec(
            key="for_whom",
            label="Different for whom?",
            sort=Sort.CHOICE,
            required=True,
            choices=(
                ("children", "Children"),
                ("families", "Families"),
                ("adults", "Adults at risk"),
                ("practitioners", "Practitioners"),
                ("system", "How agencies work together"),
            ),
        ),
        FieldSpec(
            key="known_by", label="How do we know?", hint="The figure, audit or voice that shows the difference."
        ),
    ),
)
ASSURANCE = KindSpec(
    key="assurance",
    label="Assurance",
    plural="Assurance",
    sentence="Why partners can rely on something: who looked, and how far away they stand from it.",
    says="What partners can rely on",
    fields=(
        FieldSpec(
            key="looked",
            label="Who looked?",
            sort=Sort.CHOICE,
            required=True,
            choices=(
                ("own", "The agency itself"),
                ("partners", "Partners together"),
                ("independent", "Somebody independent, such as the scrutineer or an inspectorate"),
            ),
        ),
        SOURCE,
    ),
)
LEARNING = KindSpec(
    key="learning",
    label="Learning",
    plural="Learning",
    sentence="What was learned, and who needs to act on it.",
    says="What was learned",
    fields=(SOURCE, FieldSpec(key="addressee", label="Who needs to act on it?"), NEXT),
)
STRENGTH = KindSpec(
    key="strength",
    label="Strength",
    plural="Strengths",
    sentence="What works well, found by an audit, a review or an inspection.",
    says="What works well",
    fields=(SOURCE,),
)
IMPROVEMENT = KindSpec(
    key="improvement",
    label="Area for improvement",
    plural="Areas for improvement",
    sentence="What has to become better, and what is being done about it.",
    says="What has to become better",
    fields=(SOURCE, NEXT),
)
ACHIEVEMENT = KindSpec(
    key="achievement",
    label="Achievement",
    plural="Achievements",
    sentence="What was finished or reached this year.",
    says="What was reached",
    fields=(
        FieldSpec(key="recognised", label="Who recognised it?", hint="An award or accreditation, if there is one."),
    ),
)
KEY_MESSAGE = KindSpec(
    key="key_message",
    label="Key message",
    plural="Key messages",
    sentence="What one group of readers should take away.",
    says="The message",
    fields=(
        FieldSpec(
            key="audience",
            label="For whom?",
            sort=Sort.CHOICE,
            required=True,
            choices=(
                ("children", "Children and young people"),
                ("families", "Parents, carers and families"),
                ("community", "The community"),
                ("practitioners", "Practitioners"),
                ("schools", "Schools and colleges"),
                ("leaders", "Leaders of agencies"),
                ("commissioners", "Commissioners"),
                ("politicians", "Elected members"),
                ("police", "Police officers and staff"),
                ("media", "Local media"),
            ),
        ),
        FieldSpec(
            key="contact", label="Whom to turn to", sort=Sort.WORDS, hint="A service and its number, never a person."
        ),
    ),
)
INTELLIGENCE = KindSpec(
    key="intelligence",
    label="Intelligence requirement",
    plural="Intelligence requirements",
    sentence="What partners need to know and do not know yet.",
    says="What we need to know",
    fields=(
        FieldSpec(key="asked_of", label="Who is asked to find out?"),
        FieldSpec(key="due_on", label="By when?", sort=Sort.DAY),
        FieldSpec(
            key="standing",
            label="How far is it?",
            sort=Sort.CHOICE,
            required=True,
            choices=(("open", "Open"), ("partly", "Partly answered"), ("answered", "Answered")),
        ),
        FieldSpec(key="answer", label="What was found out", sort=Sort.WORDS),
    ),
)
VOICE = KindSpec(
    key="voice",
    label="Voice",
    plural="Voices",
    sentence="What children, families or practitioners said when asked, how many were asked, and what changed.",
    says="What they said",
    fields=(
        FieldSpec(
            key="mechanism",
            label="How were they asked?",
            sort=Sort.CHOICE,
            required=True,
            choices=(
                ("survey", "Survey"),
                ("text", "Text message survey"),
                ("friends_family", "Friends and family test"),
                ("group", "Participation group or forum"),
                ("conversation", "Conversation, visit or interview"),
                ("inspection", "Inspection"),
                ("panel", "Young people on an interview panel"),
                ("complaint", "Compliment or complaint"),
            ),
        ),
        FieldSpec(key="question", label="What were they asked?"),
        FieldSpec(
            key="age_band",
            label="Who answered?",
            sort=Sort.CHOICE,
            required=True,
            choices=(*AGE_BANDS, ("unknown", "Not recorded")),
        ),
        FieldSpec(key="asked", label="How many were asked?", sort=Sort.COUNT, hint="Leave it empty if nobody knows."),
        FieldSpec(key="answered", label="How many answered?", sort=Sort.COUNT),
        FieldSpec(key="agreed", label="How many of them said this?", sort=Sort.COUNT),
        FieldSpec(
            key="printed_share",
            label="Percentage printed by the source",
            sort=Sort.PERCENT,
            hint="Only where the source does not say how many people answered. Otherwise the portal works it out.",
        ),
        FieldSpec(
            key="polarity",
            label="What they said was",
            sort=Sort.CHOICE,
            required=True,
            printed=False,
            choices=(
                ("positive", "Positive"),
                ("mixed", "Mixed"),
                ("negative", "Critical"),
                ("suggestion", "A suggestion"),
            ),
        ),
        FieldSpec(key="anonymous", label="They answered anonymously", sort=Sort.TICK, printed=False),
        FieldSpec(
            key="independent", label="Somebody independent of the service asked them", sort=Sort.TICK, printed=False
        ),
        FieldSpec(key="changed", label="What changed because of it?", sort=Sort.WORDS),
        FieldSpec(key="changed_on", label="When did it change?", sort=Sort.DAY),
    ),
)
QUOTE = KindSpec(
    key="quote",
    label="Quote",
    plural="Quotes",
    sentence="Somebody's own words, with the document they stand in and the consent to print them.",
    says="The words",
    fields=(
        FieldSpec(
            key="speaker", label="Who says it?", required=True, hint="The role, such as a head teacher. Never a name."
        ),
        FieldSpec(key="document", label="Document the words stand in", hint="Leave it empty if they were said aloud."),
        FieldSpec(key="year", label="Year of the document", sort=Sort.COUNT),
        FieldSpec(
            key="exactness",
            label="Are the words exact?",
            sort=Sort.CHOICE,
            required=True,
            choices=(("exact", "Exactly as said or printed"), ("paraphrase", "In other words")),
        ),
        FieldSpec(
            key="consent",
            label="May it be printed?",
            sort=Sort.CHOICE,
            required=True,
            printed=False,
            choices=(
                ("given", "Yes, the person agreed"),
                ("published", "Yes, it is published already"),
                ("asked", "Not yet, the person is being asked"),
                ("refused", "No"),
            ),
        ),
        FieldSpec(key="anonymous", label="The person can not be recognised", sort=Sort.TICK, printed=False),
    ),
)

KINDS: tuple[KindSpec, ...] = (
    EVIDENCE,
    IMPACT,
    ASSURANCE,
    LEARNING,
    STRENGTH,
    IMPROVEMENT,
    ACHIEVEMENT,
    KEY_MESSAGE,
    INTELLIGENCE,
    VOICE,
    QUOTE,
)
BY_KEY: Mapping[str, KindSpec] = {kind.key: kind for kind in KINDS}
