"""Which tables a piece of work reads, so that what decides it can be held against what is said to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

FACTS = {"measure_warehouse.Snapshot", "measure_metrics.CachedCells", "measure_ingest.ImportRun"}
"""The snapshot, what was summed up of it, and what imports have told of: which evening is the last one."""
OWN = {"core_companies.Company", "decide_evenings.KeptLook"}
"""Settings of the company, which the scope holds."""


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """Labels of the models, those of facts and of the company's settings left out."""
    labels = {model._meta.db_table: model._meta.label for model in apps.get_models()}
    found: set[str] = set()

    def listen(execute, sql, params, many, context):
        named = re.findall(r'(?:FROM|JOIN) "(\w+)"', sql)
        found.update(labels[name] for name in named if name in labels)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield found
    found -= FACTS | OWN
