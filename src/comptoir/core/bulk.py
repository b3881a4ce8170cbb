"""Many rows of one model at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, router
from django.db.models import Model
from django.db.models.sql import InsertQuery


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values as the database takes them (JSON as text), in the order of `names`.

    `bulk_create` makes an object of each row and prepares each value: ten times as long, which a hundred thousand
    rejected rows of a bad export are felt by. Neither defaults nor `save` have a part in it.
    """
    connection = connections[router.db_for_write(model)]
    fields = {field.name: field for field in model._meta.concrete_fields}
    query = InsertQuery(model)
    query.insert_values([fields[name] for name in names], [model()], raw=True)
    # Django writes the statement; its values, those of an empty object, are not used.
    ((statement, _values),) = query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))
