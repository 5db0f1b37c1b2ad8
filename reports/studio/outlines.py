"""Reports to start from, mapped section by section to what the law asks for.

References are data: guidance moves, so each names its edition. A new edition is a new outline beside the old one.
"""

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Organisation
from reports.studio.models import Section
from reports.studio.structure import Outline, Part, Signer

UNNUMBERED = Section.Numbering.UNNUMBERED
APPENDIX = Section.Numbering.APPENDIX
WT = "Working Together to Safeguard Children 2023, chapter 2"

_FRONT = (
    Part(slug="cover", title="Cover", block="cover", numbering=UNNUMBERED),
    Part(slug="contents", title="Contents", block="contents", numbering=UNNUMBERED),
    Part(
        slug="foreword",
        title="Foreword",
        block="foreword",
        numbering=UNNUMBERED,
        reserved_for=Section.Reserved.CHAIR,
        guidance="One page: what went well, what did not, and what the partnership must do next. Signed by your role.",
        reference=f"{WT}: the independent scrutineer contributes to the report",
    ),
)
_BACK = (
    Part(slug="glossary", title="Glossary", block="glossary", numbering=APPENDIX),
    Part(slug="sources", title="Where the figures come from", block="source_annex", numbering=APPENDIX),
    Part(slug="signatures", title="Signatures", block="signatures", numbering=UNNUMBERED),
)

CHILDREN = Outline(
    key="children",
    title="Yearly report of a safeguarding children partnership",
    sentence="Sections for everything section 16G of the Children Act 2004 and the statutory guidance ask for.",
    signers=(
        Signer(role=Role.CHAIR),
        Signer(title="Local authority", role=Role.SIGNATORY, kind=Organisation.Kind.COUNCIL),
        Signer(title="Integrated care board", role=Role.SIGNATORY, kind=Organisation.Kind.ICB),
        Signer(title="Police", role=Role.SIGNATORY, kind=Organisation.Kind.POLICE),
    ),
    parts=(
        *_FRONT,
        Part(
            slug="about",
            title="About the partnership",
            guidance="Who the safeguarding partners and relevant agencies are, and what changed in the arrangements.",
            reference="Children Act 2004 s.16G(2)",
            parts=(
                Part(slug="members", title="Members of the partnership", block="members"),
                Part(slug="structure", title="Structure of the partnership", block="structure"),
            ),
        ),
        Part(
            slug="priorities",
            title="Priorities and progress",
            block="priorities",
            reference=f"{WT}: areas of progress and of little progress",
        ),
        Part(
            slug="effectiveness",
            title="What the partners did",
            reference="Children Act 2004 s.16G(7)(a)",
            parts=(
                Part(
                    slug="contributions",
                    title="Contributions of the agencies",
                    block="contributions",
                    reference=f"{WT}: contributions of each partner",
                ),
            ),
        ),
        Part(
            slug="reviews",
            title="Learning from practice reviews",
            guidance="What was learned, what was done about each recommendation and how it is known to have worked.",
            reference="Children Act 2004 s.16G(7)(a), s.16F",
        ),
        Part(
            slug="difference",
            title="How we know we make a difference",
            guidance="Evidence of impact on children and families, with figures inserted from the portal.",
            reference="Children Act 2004 s.16G(7)(b)",
            parts=(
                Part(
                    slug="impact",
                    title="What the priorities led to",
                    block="impact",
                    guidance="The chain of each priority; a step that is missing is printed as missing.",
                    reference=f"{WT}: evidence of the impact of the work",
                ),
            ),
        ),
        Part(
            slug="voice",
            title="What children and families told us",
            guidance="What was heard, and what changed because of it.",
            reference=f"{WT}: feedback of children and families",
        ),
        Part(
            slug="conclusions",
            title="Conclusions and next year",
            guidance="What follows for next year's priorities.",
            reference=WT,
        ),
        Part(
            slug="attendance", title="Membership and attendance", block="attendance", numbering=APPENDIX, reference=WT
        ),
        Part(
            slug="finance",
            title="Finance",
            block="finance",
            numbering=APPENDIX,
            reference=f"{WT}: costs, contributions and value for money",
        ),
        *_BACK,
    ),
)

ADULTS = Outline(
    key="adults",
    title="Annual report of a safeguarding adults board",
    sentence="Sections for the seven items of the Care Act 2014, Schedule 2 paragraph 4(1).",
    signers=(
        Signer(role=Role.CHAIR),
        Signer(title="Local authority", role=Role.SIGNATORY, kind=Organisation.Kind.COUNCIL),
        Signer(title="Integrated care board", role=Role.SIGNATORY, kind=Organisation.Kind.ICB),
        Signer(title="Police", role=Role.SIGNATORY, kind=Organisation.Kind.POLICE),
    ),
    parts=(
        *_FRONT,
        Part(
            slug="objective",
            title="What the board did to achieve its objective",
            reference="Care Act 2014 Schedule 2 paragraph 4(1)(a)",
        ),
        Part(
            slug="strategy",
            title="What the board did to implement its strategy",
            block="priorities",
            reference="Care Act 2014 Schedule 2 paragraph 4(1)(b)",
        ),
        Part(
            slug="members",
            title="What each member did",
            block="contributions",
            reference="Care Act 2014 Schedule 2 paragraph 4(1)(c)",
        ),
        Part(
            slug="reviews",
            title="Safeguarding adults reviews",
            guidance="Findings of reviews concluded in the year, and reviews under way.",
            reference="Care Act 2014 Schedule 2 paragraph 4(1)(d) and (e)",
        ),
        Part(
            slug="findings",
            title="What was done about the findings",
            guidance="Every finding acted on; and, where one was not, the reasons.",
            reference="Care Act 2014 Schedule 2 paragraph 4(1)(f) and (g)",
        ),
        Part(slug="finance", title="Finance", block="finance", numbering=APPENDIX),
        *_BACK,
    ),
)

EMPTY = Outline(key="empty", title="No sections yet", sentence="An empty report, to be built up by hand.", parts=())
OUTLINES = (CHILDREN, ADULTS, EMPTY)
OUTLINES_BY_KEY = {one.key: one for one in OUTLINES}
