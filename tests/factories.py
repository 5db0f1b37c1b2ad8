"""One factory per table of the directory; rooms add their own factory modules beside their tests."""

import factory
from factory.django import DjangoModelFactory

from partnerships.directory.models import Agency, Area, Group, Membership, Organisation, Partnership, User

PASSWORD = "three random words here"


class UserFactory(DjangoModelFactory):
    """A person who can sign in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @factory.post_generation
    def password(self, create: bool, extracted: str | None, **kwargs: object) -> None:
        """Set the password only where a test signs in through the page: hashing is slow on purpose."""
        if extracted:
            self.set_password(extracted)
            self.save()


class AreaFactory(DjangoModelFactory):
    """A local authority's area."""

    class Meta:
        model = Area

    code = factory.Sequence(lambda n: f"area-{n}")
    name = factory.Sequence(lambda n: f"Area {n}")
    kind = Area.Kind.AUTHORITY


class PartnershipFactory(DjangoModelFactory):
    """A children's partnership."""

    class Meta:
        model = Partnership

    slug = factory.Sequence(lambda n: f"partnership-{n}")
    name = factory.Sequence(lambda n: f"Partnership {n}")
    short_name = factory.LazyAttribute(lambda made: made.name)
    kind = Partnership.Kind.CHILDREN
    area = factory.SubFactory(AreaFactory)


class OrganisationFactory(DjangoModelFactory):
    """A body."""

    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = Organisation.Kind.OTHER


class AgencyFactory(DjangoModelFactory):
    """An organisation's part in a partnership."""

    class Meta:
        model = Agency

    partnership = factory.SubFactory(PartnershipFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    slug = factory.LazyAttribute(lambda made: made.organisation.slug)


class GroupFactory(DjangoModelFactory):
    """A board."""

    class Meta:
        model = Group

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"Group {n}")
    kind = Group.Kind.BOARD


class MembershipFactory(DjangoModelFactory):
    """A role in force."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    partnership = factory.SubFactory(PartnershipFactory)
