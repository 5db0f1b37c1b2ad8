"""The facts governance offers to reports.

governance/finance.income-total?period=2018-19[&basis=forecast]      also expenditure-total, balance, outcome,
                                                                     excluded-total, one-off-total
governance/finance.income.<line>?period=2018-19                      and finance.expenditure.<line>
governance/finance.printed-income-total?period=2018-19               also printed-expenditure-total, printed-outcome;
                                                                     income-difference: printed less computed
governance/finance.partner.<agency>?period=2018-19                   what an agency pays; also nature.<nature>
governance/finance.partner.<agency>.share?period=2018-19             of its side's total; also income.<line>.share
governance/finance.amount.income-total?period=2018-19                any amount without the statement's signs
governance/groups.<kind>?period=<token>                              groups of a kind on the last day, such as subgroup
governance/attendance.<seat>?period=<token>                          also .attended and .meetings
governance/meetings.<group>.held?period=<token>                      also .planned
governance/meetings.<group>.inquorate?period=<token>                 meetings held without the quorum its rule asks for
governance/decisions.key?period=<token>                              also decisions.all: what meetings decided
governance/posts.<post>.filled?period=<token>                        also .established and .vacant, on the last day
governance/posts.statutory-vacant?period=<token>                     statutory posts without anybody of their own
governance/impact.complete?period=<token>                            also chains, waiting, gaps
governance/priorities.completed?period=<token>                       also all and the other standings, none-recorded
"""

from collections.abc import Collection, Mapping

from partnerships.directory.models import Partnership
from partnerships.governance.facts.attendance import resolve_attendance
from partnerships.governance.facts.catalogue import catalogue
from partnerships.governance.facts.decisions import resolve_decisions
from partnerships.governance.facts.finance import resolve_finance
from partnerships.governance.facts.groups import resolve_groups
from partnerships.governance.facts.impact import resolve_impact
from partnerships.governance.facts.posts import resolve_posts
from safeguarding.lib.facts import Fact, FactKey, FactProvider


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer all keys in a constant number of queries; leave out those that name nothing."""
    by_thing: dict[str, list[FactKey]] = {}
    for key in keys:
        by_thing.setdefault(key.rest.partition(".")[0], []).append(key)
    found: dict[str, Fact] = {}
    if "finance" in by_thing:
        found |= resolve_finance(partnership, by_thing["finance"])
    if "groups" in by_thing:
        found |= resolve_groups(partnership, by_thing["groups"])
    if "posts" in by_thing:
        found |= resolve_posts(partnership, by_thing["posts"])
    if "decisions" in by_thing:
        found |= resolve_decisions(partnership, by_thing["decisions"])
    impact = by_thing.get("impact", []) + by_thing.get("priorities", [])
    if impact:
        found |= resolve_impact(partnership, impact)
    meetings = by_thing.get("attendance", []) + by_thing.get("meetings", [])
    if meetings:
        found |= resolve_attendance(partnership, meetings)
    return found


PROVIDER = FactProvider(room="governance", resolve=resolve, catalogue=catalogue)
