"""Reads of the groups tree: the structure as it was on a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from partnerships.directory.models import Agency, Group, Partnership
from safeguarding.lib.charts.tree import Node, tree_alt, tree_data_uri

_RANK = {kind: rank for rank, kind in enumerate(Group.Kind.values)}


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A group with what reports to it."""

    group: Group
    below: tuple["Branch", ...] = ()

    @property
    def node(self) -> Node:
        """Return the branch as boxes of the diagram."""
        kind = self.group.get_kind_display()
        chair = f"chaired by {self.group.chair}" if self.group.chair else ""
        note = ", ".join(filter(None, (chair, f"with {self.group.joint_with}" if self.group.joint_with else "")))
        children = tuple(branch.node for branch in self.below)
        return Node(self.group.name, kind=kind, note=note, tone=_RANK[self.group.kind], children=children)


@dataclass(frozen=True, kw_only=True)
class Structure:
    """The tree on a day, its diagram and what the diagram says in words; `ended` is what was there before."""

    title: str
    branches: tuple[Branch, ...]
    ended: Sequence[Group] = ()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Return the boxes."""
        return tuple(branch.node for branch in self.branches)

    @property
    def source(self) -> str:
        """Return the diagram as an image address without the network."""
        return tree_data_uri(self.title, self.nodes)

    @property
    def alt(self) -> str:
        """Return the diagram in words."""
        return tree_alt(self.title, self.nodes)

    @property
    def groups(self) -> list[Group]:
        """Return every group of the tree, from the top down."""
        return [branch.group for branch in _walk(self.branches)]


def groups_of(partnership: Partnership) -> QuerySet[Group]:
    """Return the groups, the board first."""
    return Group.objects.of(partnership).order_by("kind", "name")


def safeguarding_partners(partnership: Partnership) -> list[Agency]:
    """Return the agencies that are safeguarding partners in law (Children Act 2004 s.16E)."""
    agencies = Agency.objects.of(partnership).filter(standing=Agency.Standing.PARTNER, left_on__isnull=True)
    return list(agencies.select_related("organisation"))


def structure_of(partnership: Partnership, day: date) -> Structure:
    """Return the structure on a day. One query. What reports to an ended group is shown below the next one up."""
    groups = list(Group.objects.of(partnership).select_related("supersedes"))
    by_id = {group.pk: group for group in groups}
    there = {group.pk for group in groups if group.existed_on(day)}
    below: defaultdict[int | None, list[Group]] = defaultdict(list)
    for group in sorted(groups, key=lambda one: (_RANK[one.kind], one.name)):
        if group.pk in there:
            below[_parent(group, by_id, there)].append(group)
    ended = [group for group in groups if group.ended_on and group.ended_on < day]
    return Structure(
        title=f"groups of {partnership.name}",
        branches=_branches(below, None),
        ended=sorted(ended, key=lambda group: (group.ended_on or day, group.name), reverse=True),
    )


def _parent(group: Group, by_id: dict[int, Group], there: set[int]) -> int | None:
    above = group.parent_id
    while above is not None and above not in there:
        above = by_id[above].parent_id
    return above


def _branches(below: dict[int | None, list[Group]], parent: int | None) -> tuple[Branch, ...]:
    return tuple(Branch(group=group, below=_branches(below, group.pk)) for group in below.get(parent, []))


def _walk(branches: Sequence[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _walk(branch.below)
