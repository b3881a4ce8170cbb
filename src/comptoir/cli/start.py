"""From understood words to a handler: set Django up, prepare the data folder, word the outcome."""

import argparse
import importlib
import os
import sys
from typing import TextIO

from comptoir.core.errors import ComptoirError


def run(parsed: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.web.settings")
    import django

    django.setup()
    from django.utils import translation

    module, function = parsed.handler.split(":")
    handler = getattr(importlib.import_module(f"comptoir.cli.{module}"), function)
    # The command line speaks English, like its option names, whatever the company's language.
    with translation.override("en"):
        try:
            from comptoir.web.preparation import prepare

            prepare()
            handler(parsed, out)
        except ComptoirError as error:
            print(f"comptoir: {error}", file=err)
            return error.exit_status
        except KeyboardInterrupt:
            print("comptoir: stopped.", file=err)
            return 1
        except BrokenPipeError:
            # The reader of a pipe has left: what it wanted it has.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
