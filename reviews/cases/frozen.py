"""Database triggers that refuse any change to a partnership's own edition in force.

Shipped editions belong to no partnership and are corrected by a migration that says so; the triggers leave them alone.
"""

from safeguarding.lib.frozen import Freeze


class FreezeEditionsInForce(Freeze):
    """Migration operation: an own edition may come into force; neither it nor its rules may be changed after that."""

    tables = {
        "cases_guidanceedition": "{row}.partnership_id IS NOT NULL AND {row}.in_force_at IS NOT NULL",
        "cases_clockrule": (
            "EXISTS (SELECT 1 FROM cases_guidanceedition e WHERE e.id = {row}.edition_id"
            " AND e.partnership_id IS NOT NULL AND e.in_force_at IS NOT NULL)"
        ),
    }
    itself = "cases_guidanceedition"
    words = "an edition in force never changes; make the next edition"
    sentence = "Freeze a partnership's own editions of guidance once they are in force"
