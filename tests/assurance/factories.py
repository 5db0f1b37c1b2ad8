"""Records of assurance, made through the services."""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone

from partnerships.assurance.frameworks import frameworks_load
from partnerships.assurance.models import (
    Challenge,
    Framework,
    Inspection,
    InspectionFinding,
    IntelligenceRequirement,
    Resource,
    Risk,
    ThreatAssessment,
    ThreatTopic,
)
from partnerships.assurance.services import (
    challenge_add,
    finding_add,
    inspection_add,
    intelligence_require,
    resource_add,
    risk_add,
    threat_assessment_add,
    threat_topic_add,
)
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import Period

YEAR = Period.financial_year(2025)
OPENED = date(2025, 5, 6)
GOOD = {"overall-effectiveness": "good", "help-and-protection": "outstanding"}


def parts(name: str, day: date) -> dict[str, str]:
    """Return a date as its three boxes send it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def soon(days: int = 30) -> date:
    """Return a day counted from today."""
    return timezone.localdate() + timedelta(days=days)


def risk_made(partnership: Partnership, title: str = "Too few social workers", **fields: Any) -> Risk:
    """Return an open risk, scored 4 by 4, owned by a post unless an agency is given."""
    said = {"likelihood": 4, "impact": 4, "opened_on": OPENED, **fields}
    if not said.get("agency"):
        said.setdefault("owner_post", "Head of quality")
    return risk_add(by=None, partnership=partnership, title=title, **said)


def challenge_made(partnership: Partnership, title: str = "Late notifications", **fields: Any) -> Challenge:
    """Return a challenge of the scrutineer to the prison service."""
    said = {"raised_on": OPENED, "by_words": "Independent scrutineer", "to_words": "Prison service", **fields}
    return challenge_add(by=None, partnership=partnership, title=title, **said)


def framework_named(slug: str = "ilacs-2018") -> Framework:
    """Return a shipped framework; a database emptied by another test gets them again."""
    frameworks_load(apps)
    return Framework.objects.get(slug=slug, partnership=None)


def inspection_made(partnership: Partnership, subject: str = "Children's services", **fields: Any) -> Inspection:
    """Return an inspection with two grades."""
    said = {"starts_on": OPENED, "ends_on": OPENED, "grades": GOOD, **fields}
    framework = said.pop("framework", None) or framework_named()
    return inspection_add(by=None, partnership=partnership, framework=framework, subject=subject, **said)


def finding_made(inspection: Inspection, text: str = "Supervision is irregular", **fields: Any) -> InspectionFinding:
    """Return an area for improvement."""
    return finding_add(by=None, inspection=inspection, text=text, **{"kind": "improve", **fields})


def assessment_made(partnership: Partnership, **fields: Any) -> ThreatAssessment:
    """Return a draft assessment."""
    said = {"title": "Strategic threat assessment", "period": Period.quarter(2025, 4), **fields}
    return threat_assessment_add(by=None, partnership=partnership, **said)


def topic_made(assessment: ThreatAssessment, title: str = "Cost of living", **fields: Any) -> ThreatTopic:
    """Return a topic."""
    said = {"threat": "Emerging issues", "strength": "moderate", "confidence": "low", **fields}
    return threat_topic_add(by=None, assessment=assessment, title=title, **said)


def requirement_made(topic: ThreatTopic, **fields: Any) -> IntelligenceRequirement:
    """Return an intelligence requirement."""
    said = {"text": "Map poverty leads", "owner": "Public health", **fields}
    return intelligence_require(by=None, topic=topic, **said)


def resource_made(partnership: Partnership, title: str = "Threshold document", **fields: Any) -> Resource:
    """Return a link looked after by a post."""
    said = {"kind": "policy", "url": "https://example.org/thresholds", "owner_post": "Board manager", **fields}
    return resource_add(by=None, partnership=partnership, title=title, **said)
