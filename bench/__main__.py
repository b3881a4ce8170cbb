"""python -m bench [imports] [queries] [pages] [simulator] [exports] [connections] [customers]
                [buyers] [journeys] [forecasts] [alarms] [review] [reports]

COMPTOIR_BENCH_HOME names a folder that keeps the generated store from one run to the next.
"""

import importlib
import os
import sys
import tempfile

JOBS = (
    *("imports", "queries", "pages", "simulator", "exports", "connections", "customers"),
    *("buyers", "journeys", "forecasts", "alarms", "review", "reports"),
)


def main() -> None:
    asked = sys.argv[1:] or list(JOBS)
    unknown = [job for job in asked if job not in JOBS]
    if unknown:
        raise SystemExit(f"bench: no job {', '.join(unknown)}; there are {', '.join(JOBS)}.")
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as home:
        os.environ["COMPTOIR_HOME"] = os.environ.get("COMPTOIR_BENCH_HOME", home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "comptoir.web.settings"
        import django

        django.setup()
        from bench.report import write
        from comptoir.web.preparation import prepare
        from comptoir.web.publication import publish

        prepare()
        publish()
        for job in asked:
            # Written one by one: a job that fails leaves the figures of the others.
            write({job: importlib.import_module(f"bench.{job}").run()})


if __name__ == "__main__":
    main()
