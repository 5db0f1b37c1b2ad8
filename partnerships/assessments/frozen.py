"""Database triggers that refuse any change to a live version of a tool."""

from safeguarding.lib.frozen import Freeze

_OF_TOOL = "(SELECT status FROM assessments_tool WHERE id = {row}.tool_id) = 'live'"
_OF_PART = (
    "(SELECT t.status FROM assessments_tool t JOIN assessments_part p ON p.tool_id = t.id WHERE p.id = {row}.part_id)"
    " = 'live'"
)
_OF_STATEMENT = (
    "(SELECT t.status FROM assessments_tool t JOIN assessments_part p ON p.tool_id = t.id JOIN assessments_statement s"
    " ON s.part_id = p.id WHERE s.id = {row}.statement_id) = 'live'"
)


class FreezeLiveTools(Freeze):
    """Migration operation: a tool may be put in as live or become live; nothing of it may be changed after that."""

    tables = {
        "assessments_tool": "{row}.status = 'live'",
        "assessments_scalelevel": _OF_TOOL,
        "assessments_part": _OF_TOOL,
        "assessments_standard": _OF_PART,
        "assessments_statement": _OF_PART,
        "assessments_descriptor": _OF_STATEMENT,
    }
    itself = "assessments_tool"
    words = "a live version of a tool never changes; make a new version"
    sentence = "Freeze live versions of tools"
