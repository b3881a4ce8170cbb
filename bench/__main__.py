"""python -m bench [imports]"""

import os
import sys
import tempfile

JOBS = ("imports",)


def main() -> None:
    asked = sys.argv[1:] or JOBS
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as home:
        os.environ["COMPTOIR_HOME"] = os.environ.get("COMPTOIR_BENCH_HOME", home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "comptoir.web.settings"
        import django

        django.setup()
        from bench.report import write
        from comptoir.web.preparation import prepare

        prepare()
        measures = {}
        if "imports" in asked:
            from bench import imports

            measures["imports"] = imports.run()
        write(measures)


if __name__ == "__main__":
    main()
