"""Queries written with the ORM, turned into SQL once a process and run with other values each time.

Django builds the SQL of a queryset anew at every use, which takes ten times as long as running it: the price of a
page people wait for at every keystroke's pause. Only the few queries that such pages make are worth preparing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

ALIAS = "default"


class Slot(Expression):
    """A place in a query for a value that is given when it runs; `field` says how the database writes it."""

    def __init__(self, name: str, field: "models.Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        """Return a placeholder with itself as its parameter."""
        return "%s", [self]

    def value(self, given: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """Return the value as the database takes it."""
        return self.output_field.get_db_prep_value(given[self.name], connection)


def number(name: str) -> Slot:
    """Return a place for a whole number: a key, a version."""
    return Slot(name, models.BigIntegerField())


def text(name: str) -> Slot:
    """Return a place for text."""
    return Slot(name, models.CharField())


def day(name: str) -> Slot:
    """Return a place for a date."""
    return Slot(name, models.DateField())


@dataclass(frozen=True)
class _Compiled:
    sql: str
    params: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    made: Callable[[Sequence[Any]], Any]


class Prepared:
    """A query to be run again and again: `Prepared(lambda: Return.objects.filter(pk=number("pk")))(pk=3)`.

    Gives a list of what the queryset gives: rows of the model with what was selected with them, or tuples.
    """

    def __init__(self, build: Callable[[], "QuerySet[Any, Any]"]) -> None:
        self._build = build
        self._compiled: _Compiled | None = None

    def __call__(self, **given: Any) -> list[Any]:
        """Run the query."""
        connection = connections[ALIAS]
        if self._compiled is None:
            self._compiled = _compiled(self._build())
        known = self._compiled
        params = [part.value(given, connection) if isinstance(part, Slot) else part for part in known.params]
        with connection.cursor() as cursor:
            cursor.execute(known.sql, params)
            rows = cursor.fetchall()
        return [known.made(_converted(row, known, connection)) for row in rows]


def _converted(row: Sequence[Any], known: _Compiled, connection: BaseDatabaseWrapper) -> Sequence[Any]:
    if not known.converters:
        return row
    values = list(row)
    for at, converters, expression in known.converters:
        if (value := values[at]) is None:  # of most columns of a figure; no field of ours reads something into it
            continue
        for converter in converters:
            value = converter(value, expression, connection)
        values[at] = value
    return values


def _compiled(rows: "QuerySet[Any, Any]") -> _Compiled:
    compiler = rows.query.get_compiler(ALIAS)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, _sql, _name in compiler.select])
    flat = [(at, tuple(functions), expression) for at, (functions, expression) in converters.items()]
    made = _maker(compiler) if issubclass(rows._iterable_class, ModelIterable) else tuple
    return _Compiled(sql, tuple(params), flat, made)


def _maker(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """Return what `ModelIterable` does with a row."""
    info = compiler.klass_info
    model, fields = info["model"], info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    populators = get_related_populators(info, compiler.select, ALIAS)  # type: ignore[call-arg]  # newer stubs than Django

    def made(row: Sequence[Any]) -> Any:
        found = model.from_db(ALIAS, names, row[start:end])
        for populator in populators:
            populator.populate(row, found)
        return found

    return made
