"""The usual meanings of the field's abbreviations, and what clashes in a partnership's own register.

The list is what readers of any partnership's report take an abbreviation to mean; it is offered when the register has
none, and compared with what the register or a text says.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.governance.models import GlossaryTerm

USUAL: dict[str, tuple[str, ...]] = {
    "ABE": ("Achieving best evidence",),
    "ACE": ("Adverse childhood experience",),
    "ADASS": ("Association of Directors of Adult Social Services",),
    "ADCS": ("Association of Directors of Children's Services",),
    "ASB": ("Anti-social behaviour",),
    "CAFCASS": ("Children and Family Court Advisory and Support Service",),
    "CAMHS": ("Child and adolescent mental health services",),
    "CCE": ("Child criminal exploitation",),
    "CCG": ("Clinical commissioning group",),
    "CDOP": ("Child death overview panel",),
    "CIN": ("Child in need", "Children in need"),
    "CLA": ("Children looked after",),
    "CME": ("Children missing education",),
    "CP": ("Child protection",),
    "CPP": ("Child protection plan",),
    "CQC": ("Care Quality Commission",),
    "CRC": ("Community rehabilitation company",),
    "CSA": ("Child sexual abuse",),
    "CSC": ("Children's social care",),
    "CSE": ("Child sexual exploitation",),
    "CSP": ("Community safety partnership",),
    "CSPR": ("Child safeguarding practice review",),
    "DASS": ("Director of adult social services",),
    "DBS": ("Disclosure and Barring Service",),
    "DCS": ("Director of children's services",),
    "DFE": ("Department for Education",),
    "DHSC": ("Department of Health and Social Care",),
    "DSL": ("Designated safeguarding lead",),
    "EHCP": ("Education, health and care plan",),
    "EHE": ("Elective home education",),
    "FGM": ("Female genital mutilation",),
    "GP": ("General practitioner",),
    "HMICFRS": (
        "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services",
        "Her Majesty's Inspectorate of Constabulary and Fire & Rescue Services",
    ),
    "HMIP": (
        "His Majesty's Inspectorate of Probation",
        "His Majesty's Inspectorate of Prisons",
        "Her Majesty's Inspectorate of Probation",
        "Her Majesty's Inspectorate of Prisons",
    ),
    "HSB": ("Harmful sexual behaviour",),
    "HWB": ("Health and wellbeing board",),
    "ICB": ("Integrated care board",),
    "ICPC": ("Initial child protection conference",),
    "ICS": ("Integrated care system",),
    "IDVA": ("Independent domestic violence adviser", "Independent domestic violence advisor"),
    "IICSA": ("Independent Inquiry into Child Sexual Abuse",),
    "IMR": ("Individual management review",),
    "IRO": ("Independent reviewing officer",),
    "JSNA": ("Joint strategic needs assessment",),
    "JTAI": ("Joint targeted area inspection",),
    "KCSIE": ("Keeping children safe in education",),
    "LAC": ("Looked-after child", "Looked-after children"),
    "LADO": ("Local authority designated officer",),
    "LCSPR": ("Local child safeguarding practice review",),
    "LSCB": ("Local safeguarding children board",),
    "MACE": ("Multi-agency child exploitation",),
    "MAPPA": ("Multi-agency public protection arrangements",),
    "MARAC": ("Multi-agency risk assessment conference",),
    "MASA": ("Multi-agency safeguarding arrangements",),
    "MASH": ("Multi-agency safeguarding hub",),
    "MCA": ("Mental Capacity Act",),
    "NEET": ("Not in education, employment or training",),
    "NHSE": ("NHS England",),
    "NRM": ("National referral mechanism",),
    "NSPCC": ("National Society for the Prevention of Cruelty to Children",),
    "RHI": ("Return home interview",),
    "RSHE": ("Relationships, sex and health education",),
    "SAB": ("Safeguarding adults board",),
    "SAR": ("Safeguarding adults review",),
    "SCP": ("Safeguarding children partnership",),
    "SCR": ("Serious case review",),
    "SEND": ("Special educational needs and disabilities",),
    "SUDI": ("Sudden unexpected death in infancy",),
    "UASC": ("Unaccompanied asylum-seeking children", "Unaccompanied asylum-seeking child"),
    "VAWG": ("Violence against women and girls",),
    "WTE": ("Whole-time equivalent",),
    "YJS": ("Youth justice service",),
    "YOS": ("Youth offending service",),
    "YOT": ("Youth offending team",),
}
_SMALL = frozenset({"a", "an", "and", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"})
MORE_WORDS = 4  # small words an expansion may have beside one for each letter


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Something about an abbreviation a reader would stumble over. `kind`: two_meanings, unusual, two_forms."""

    abbreviation: str
    kind: str
    text: str


def clashes_in(terms: Iterable[GlossaryTerm]) -> list[Clash]:
    """Return what clashes in a register: two meanings, one that is not the usual one, one thing with two forms."""
    meanings: defaultdict[str, list[str]] = defaultdict(list)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms:
        meanings[term.abbreviation.upper()].append(term.expansion)
        forms[plain_form(term.expansion)].append(term.abbreviation)
    found = []
    for short, given in sorted(meanings.items()):
        if len({plain_form(one) for one in given}) > 1:
            words = " and ".join(f"“{one}”" for one in sorted(given))
            found.append(Clash(abbreviation=short, kind="two_meanings", text=f"{short} stands for {words}."))
        else:
            found += [_unusual(short, one) for one in given[:1] if not is_usual(short, one)]
    for listed in forms.values():
        if len({one.upper() for one in listed}) > 1:
            words = " and ".join(sorted(listed))
            found.append(Clash(abbreviation=listed[0], kind="two_forms", text=f"{words} stand for the same thing."))
    return found


def is_usual(short: str, expansion: str) -> bool:
    """Return True when the field means this by the abbreviation, or has no usual meaning for it."""
    usual = USUAL.get(short.upper())
    return usual is None or plain_form(expansion) in {plain_form(one) for one in usual}


def plain_form(words: str) -> str:
    """Return an expansion without capitals, small words, hyphens and plurals, to compare two of them."""
    words = words.casefold().replace("children", "child")
    tokens = (token.removesuffix("s") for token in re.findall(r"[a-z0-9]+", words))
    return " ".join(token for token in tokens if token and token not in _SMALL)


def written_out(text: str) -> dict[str, str]:
    """Return the abbreviations a text writes out before them in brackets, with the words: "... officer (LADO)"."""
    found = {}
    for match in re.finditer(r"\(([A-Z][A-Za-z]*[A-Z])s?\)", text):
        words = [word.strip(".,;:") for word in re.findall(r"[^\s()]+", text[: match.start()])]
        if expansion := _ending_in(words, match[1]):
            found[match[1]] = expansion
    return found


def _ending_in(words: list[str], short: str) -> str:
    letters = short.upper()
    for count in range(1, len(letters) + MORE_WORDS + 1):
        tail = words[-count:]
        if len(tail) == count and tail[0] and tail[0].lower() not in _SMALL and letters in _initials(tail):
            return " ".join(tail)
    return ""


def _initials(words: list[str]) -> tuple[str, str]:
    """Return the first letters, without those of small words and with them: DfE has one, MASH has none."""
    parts = [part for word in words for part in word.split("-") if part and part != "&"]
    long = [part for part in parts if part.lower() not in _SMALL]
    return "".join(part[0].upper() for part in long), "".join(part[0].upper() for part in parts)


def _unusual(short: str, expansion: str) -> Clash:
    usual = USUAL[short][0]
    text = f"{short} is listed as “{expansion}”; readers usually take it for “{usual}”."
    return Clash(abbreviation=short, kind="unusual", text=text)
