"""Making a partnership from its data file: areas, organisations, agencies, people."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Agency, Area, Organisation, OrganisationName, Partnership, Succession, User
from partnerships.directory.services import founding

DEMONSTRATION_PASSWORD = "try the portal out"  # noqa: S105 - printed on the screen by `make demo`, never in production


@dataclass
class Founded:
    """A partnership and who is in it, by the slugs and roles of the data file."""

    partnership: Partnership
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def person(self, role: Role, agency: str = "") -> User:
        """Return who holds the role, for that agency where the role is an agency's."""
        return self.people[f"{role}:{agency}"]


def found(data: dict[str, Any], *, starts_on: date, password: str | None) -> Founded:
    """Return the partnership the file describes, made where it is not there yet."""
    areas = _areas(data["areas"])
    said = data["partnership"]
    partnership = founding.partnership_found(**said, area=areas[data.get("own_area", data["areas"][-1]["code"])])
    organisations = _organisations(data)
    made = Founded(partnership)
    for row in data["agencies"]:
        made.agencies[row["slug"]] = founding.agency_found(
            partnership=partnership,
            slug=row["slug"],
            organisation=organisations[row["organisation"]],
            title=row.get("title", ""),
            standing=row["standing"],
            area=areas.get(row.get("area", "")),
        )
    password_hash = make_password(password) if password else ""  # slow on purpose, and the same for everybody here
    for row in data["people"]:
        key = f"{row['role']}:{row.get('agency', '')}"
        person = founding.person_found(
            partnership=partnership,
            email=row["email"],
            name=row["name"],
            role=row["role"],
            agency=made.agencies.get(row.get("agency", "")),
            starts_on=starts_on,
            password_hash=password_hash,
        )
        made.people[key if key not in made.people else f"{key}:second"] = person
    return made


def _areas(rows: list[dict[str, Any]]) -> dict[str, Area]:
    areas: dict[str, Area] = {}
    for row in rows:
        parent = areas.get(row.get("parent", ""))
        areas[row["code"]] = founding.area_found(code=row["code"], name=row["name"], kind=row["kind"], parent=parent)
    return areas


def _organisations(data: dict[str, Any]) -> dict[str, Organisation]:
    """Return organisations by the word agencies name them with: a slug, or the name where no list is given."""
    if "organisations" not in data:
        return {
            row["organisation"]: founding.organisation_found(
                slug=slugify(row["organisation"]), name=row["organisation"], kind=row["kind"]
            )
            for row in data["agencies"]
        }
    made = {
        row["slug"]: founding.organisation_found(slug=row["slug"], name=row["name"], kind=row["kind"])
        for row in data["organisations"]
    }
    for row in data["organisations"]:
        if "successor" in row:
            _succeeded(made[row["slug"]], made[row["successor"]], row["until"])
    return made


def _succeeded(former: Organisation, successor: Organisation, until: date) -> None:
    OrganisationName.objects.get_or_create(organisation=former, name=former.name, ends_on=until)
    Succession.objects.get_or_create(
        predecessor=former,
        successor=successor,
        defaults={"kind": Succession.Kind.MERGER, "on": until + timedelta(days=1)},
    )
