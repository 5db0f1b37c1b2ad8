"""Why a build stops."""


class BuildProblem(Exception):
    """The report can not be built as it is; the message tells the person who asked what to change."""


class LiveDataRead(Exception):
    """A template or block asked the database while rendering. Everything printed must come from the snapshot."""
