"""Every block a section can be, in the order authors are offered them."""

from reports.studio.blocks.actions import ACTIONS
from reports.studio.blocks.assessment import ASSESSMENT_STATISTICS
from reports.studio.blocks.assessment_answers import ASSESSMENT_ANSWERS
from reports.studio.blocks.assessment_commentary import ASSESSMENT_COMMENTARY
from reports.studio.blocks.assessment_maps import (
    ASSESSMENT_DIFFERENCE,
    ASSESSMENT_HEAT,
    ASSESSMENT_PARTICIPATION,
    SAFEGUARDING_STATEMENTS,
)
from reports.studio.blocks.attendance import ATTENDANCE
from reports.studio.blocks.audits import AUDIT, AUDIT_PROGRAMME
from reports.studio.blocks.cases import CASE_FIGURES, CASE_PROGRESS, CASE_REVIEWS
from reports.studio.blocks.challenges import CHALLENGES
from reports.studio.blocks.contributions import CONTRIBUTIONS, STATEMENTS
from reports.studio.blocks.cross_table import CROSS_TABLE
from reports.studio.blocks.decisions import DECISIONS
from reports.studio.blocks.evidence import EVIDENCE, QUOTES, VOICES
from reports.studio.blocks.figure_list import FIGURE_LIST
from reports.studio.blocks.figures import CHART, INDICATOR_TABLE
from reports.studio.blocks.finance import FINANCE
from reports.studio.blocks.front import CONTENTS, COVER, SIGNATURES, SOURCE_ANNEX
from reports.studio.blocks.funding import FINANCE_COMPARISON, INCOME_BY_PARTNER
from reports.studio.blocks.glossary import GLOSSARY
from reports.studio.blocks.impact import IMPACT
from reports.studio.blocks.inspections import INSPECTIONS
from reports.studio.blocks.law import LAW
from reports.studio.blocks.links import LINKS
from reports.studio.blocks.members import MEMBERS
from reports.studio.blocks.narrative import FOREWORD, NARRATIVE
from reports.studio.blocks.posts import POSTS
from reports.studio.blocks.priorities import PRIORITIES
from reports.studio.blocks.risks import RISKS
from reports.studio.blocks.shared_text import SHARED_TEXT
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.blocks.structure import STRUCTURE
from reports.studio.blocks.threats import THREATS
from reports.studio.blocks.training import TRAINING

BLOCKS: tuple[BlockSpec, ...] = (
    NARRATIVE,
    INDICATOR_TABLE,
    CHART,
    CROSS_TABLE,
    FIGURE_LIST,
    PRIORITIES,
    IMPACT,
    DECISIONS,
    POSTS,
    CONTRIBUTIONS,
    STATEMENTS,
    EVIDENCE,
    VOICES,
    QUOTES,
    SHARED_TEXT,
    ATTENDANCE,
    FINANCE,
    INCOME_BY_PARTNER,
    FINANCE_COMPARISON,
    STRUCTURE,
    MEMBERS,
    TRAINING,
    ASSESSMENT_STATISTICS,
    AUDIT_PROGRAMME,
    AUDIT,
    RISKS,
    CHALLENGES,
    INSPECTIONS,
    THREATS,
    LAW,
    LINKS,
    ASSESSMENT_HEAT,
    ASSESSMENT_DIFFERENCE,
    ASSESSMENT_PARTICIPATION,
    ASSESSMENT_ANSWERS,
    ASSESSMENT_COMMENTARY,
    SAFEGUARDING_STATEMENTS,
    ACTIONS,
    CASE_FIGURES,
    CASE_REVIEWS,
    CASE_PROGRESS,
    GLOSSARY,
    SOURCE_ANNEX,
    SIGNATURES,
    FOREWORD,
    COVER,
    CONTENTS,
)
BLOCKS_BY_KEY = {spec.key: spec for spec in BLOCKS}

__all__ = ["BLOCKS", "BLOCKS_BY_KEY", "BlockSpec", "GatherContext"]
