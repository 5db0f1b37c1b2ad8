"""Finds in free text what is probably a person's name, without knowing any name.

It asks where two words beside each other begin with capitals, or one does after a relation ("her mother Karen"), and
none of them is a word that titles of bodies, laws, places and months are made of. It is a question, so it stays silent
where it would cry wolf: a missed name is looked for again by the people who read the text.
"""

import re
from collections.abc import Iterator

# Words that begin with a capital for another reason: calendar, titles of bodies and of laws, roles, places, grammar.
ORDINARY = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter easter christmas ramadan eid covid pandemic
    a an the this that these those he she it they we i you his her their our its my who what when where why how which
    if as at by for from in into of on or and but not no nor so to with within without over under after before since
    until while during between both all any each every some most many few several one two three four five six seven
    eight nine ten first second third last next new there here then than however although because also only once
    following despite given overall finally meanwhile instead further both either neither another other others
    yes none nothing nobody everybody somebody agencies agency professionals practitioners staff workers managers
    act acts adult adults advice advocacy agreement ambulance annual appendix area areas assembly assessment
    assessments asian assistant association assurance attendance audit audits authority authorities baby bench black
    board boards body borough boroughs british brief business cafcass camhs care carer carers case cases central centre
    centres chair chairs chapter charity chief child childcare children childrens christian church circle city civil
    class clinic clinical clinicians college commission commissioner commissioners committee committees common
    community company conference constabulary contextual convention coordinator coroner coroners corporate council
    councils councillor county court courts criminal crown data day deaf death deaths decision deputy designated
    detective development director directors disability district division doctor domestic drug drugs early east eastern
    education elective embassy emergency england english equality estate european event executive exploitation faith
    families family father fathers federation female fire finding findings football force forced forces forum
    foundation framework free freedom friends front fund future gardens general girls gospel gov government governance
    gp gps grandmother group groups guardian guidance gypsy head health healthcare hearing her high higher hindu his
    historic home homelessness homicide hospital hospitals house housing human icb immigration impact improvement
    incident independent infant information initial inquest inspector inspectorate institute integrated intelligence
    international investigation ireland irish islam jewish joint judge judicial justice key king kings lado lane lead
    leader learning legal level library licensing liaison line link local london looked lord lords majesty male manager
    march market mash maternity medical meeting meetings member members memorandum mental metropolitan mid midwife
    midwifery midwives minister ministry mission mother mothers multi muslim named national neglect network new nhs
    nhse north northern northeast northwest notice notification nurse nursery nurses nursing offender offenders office
    officer officers ofsted online operation operational order orders organisation outcome outer overview oxford
    pan panel parent parental parenting parents parish parliament part partner partners partnership partnerships
    pastoral pathway peer people perinatal personal personality phase place plan planning police policy population
    portal practice practitioner prevent prevention primary prime prince princess principal priority priorities prison
    private probation procedure procedures professional professor programme project protection protocol psychiatrist
    psychologist public pupil quality quarter queen queens rapid recommendation recommendations record records
    referral regional registrar regulation regulations relationship report reports research response responsible
    restorative review reviewer reviewers reviews rights risk risks road roma roman romanian royal safe safeguarding
    safety saint scheme school schools science scotland scottish screening scrutineer scrutiny secondary secretary
    section senior serious service services sessions seven sex sexual sikh single sister site sixth social society
    somali south southern southeast southwest special specialist st staff standard standards start state statement
    station statutory stage step still strategic strategy street structure student studies substance sudden suicide
    summary superintendent supervision support sure surgery survey system systems tackling targeted task teacher team
    teams term their theme themes therapy think threshold time together tool toolkit town traffickers traveller
    training transition transport treasury tribunal trust trusts turkish type union unit united university unknown
    unit update urban vaccine victim victims video village violence virtual visiting visitor visitors voice voices
    voluntary volunteer wales ward welfare welsh west western white whole wider wing women womens work worker workers
    working year years young youth zone british african caribbean bangladeshi pakistani indian chinese polish european
    safer financial arrangements emotional abuse delegate breakdown physical total income expenditure great britain
    world cup yellow card cards acceptable antisocial anti-social behaviour contract contracts unregistered educational
    setting settings sleep digital economic diversity cultural awareness salary recharge equipment hire web design
    licence return true everyone invited multiple deprivation average attainment set summit document inter-collegiate
    op note speak issue core vital vitals cyber essential essentials tower hamlets waltham forest castle point barking
    dagenham havering hackney southend milton keynes kingston hammersmith fulham kensington chelsea newcastle tyne tees
    isle wight bath somerset stockton redcar cleveland telford wrekin windsor maidenhead brighton hove blackburn darwen
    bournemouth christchurch poole norfolk suffolk essex kent sussex surrey devon cornwall dorset cumbria merseyside
    greater manchester liverpool leeds bradford sheffield birmingham bristol nottingham leicester healthwatch barnardo
    vale access email letter minute minutes form telephone call visit social sleep safe good poor best clear strong
    bill code covenant directive white paper green blue red amber rag level tier phase table figure annex page
    """.split()
)
_RELATIONS = (
    "mother|father|mum|dad|mummy|daddy|stepmother|stepfather|stepdad|stepmum|son|daughter|sister|brother|"
    "half-sister|half-brother|grandmother|grandfather|nan|nana|grandad|aunt|auntie|uncle|"
    "cousin|niece|nephew|boyfriend|girlfriend|husband|wife|fiancé|fiancée|godmother"
)
_LOWER = "parent|sibling|twin|grandparent|partner|friend|neighbour|carer"  # capitals: "Partner Agencies"
_WORD = r"[A-Z][A-Za-zÀ-ÿ'’-]+"  # noqa: RUF001 - people type the curly apostrophe
_PAIR = re.compile(rf"(?<![\w&'’/-])({_WORD})(?:[ ]({_WORD}))+(?![\w&])")  # noqa: RUF001
_RELATED = re.compile(
    rf"\b(?:(?i:{_RELATIONS})|{_LOWER})(?:,)?(?: (?:is|was|is called|of|named))? ({_WORD})(?:[ ]{_WORD})*"
)
_PSEUDONYMS = frozenset({"baby", "child", "adult", "family", "person", "sibling", "ms", "mr", "mrs", "young"})


def names_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a probable name begins in the text, and its words. A name after a relation may come twice."""
    for match in _RELATED.finditer(text):
        if is_unusual(match[1]):
            start = match.start(1)
            words = text[start : match.end()].split()
            kept = [word for number, word in enumerate(words) if all(is_unusual(said) for said in words[: number + 1])]
            yield start, " ".join(kept)
    for match in _PAIR.finditer(text):
        yield from _runs(match)


def _runs(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield the stretches of two or three unusual words; longer ones, or with a known word beside, are titles."""
    words = match[0].split(" ")
    first = 1 if not is_unusual(words[0]) and words[0].lower() in _OPENERS else 0
    rest = words[first:]
    if 2 <= len(rest) <= 3 and all(is_unusual(word) for word in rest):
        yield match.start() + sum(len(word) + 1 for word in words[:first]), " ".join(rest)


_MADE_OF = re.compile(r"(?:tion|sion|ment|ship|ology|ical|ional|shire|ative|care|work|line)s?$")
_OPENERS = frozenset({"mother", "father", "when", "after", "before", "then", "while", "because", "and", "but", "the"})


def is_unusual(word: str) -> bool:
    """Return True for a word with a capital that no title of a body, law, place or month is known to be made of."""
    bare = re.sub(r"['’]s?$", "", word)  # noqa: RUF001
    small = bare.lower()
    known = small in ORDINARY or small.rstrip("s") in ORDINARY or _MADE_OF.search(small) is not None
    return not known and small not in _PSEUDONYMS and not bare.isupper() and len(bare) > 1
