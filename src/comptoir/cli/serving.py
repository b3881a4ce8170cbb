"""comptoir serve, comptoir worker"""

import argparse
import multiprocessing
import os
from typing import TextIO

from django.conf import settings

from comptoir.core.errors import ConflictError

THREADS = 4


def threads_of_a_question(cores: int) -> int:
    """Half the cores, for a page asks several questions at once, and each of them about two periods."""
    return max(1, cores // 2)


def serve(parsed: argparse.Namespace, out: TextIO) -> None:
    """The web server, until it is stopped."""
    from granian.constants import Interfaces
    from granian.server import Server

    from comptoir.core.companies.api import setup_path
    from comptoir.web.publication import publish

    publish()
    _refuse_taken_port(parsed.host, parsed.port)
    print(f"Comptoir: http://{parsed.host}:{parsed.port}/  (data in {settings.HOME})", file=out, flush=True)
    if (path := setup_path()) is not None:
        print(
            f"Nobody has an account yet. Begin here: http://{parsed.host}:{parsed.port}{path}",
            file=out,
            flush=True,
        )
    # Not forked: what reads the facts does not outlive a fork, and the demo has used it in this very process.
    multiprocessing.set_start_method("spawn", force=True)
    os.environ.setdefault("COMPTOIR_DUCKDB_THREADS", str(threads_of_a_question(os.cpu_count() or 1)))
    Server(
        "comptoir.web.wsgi:application",
        address=parsed.host,
        port=parsed.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_access=False,
        # A tile may compute for a while at first; what waits longer than this is not worth an answer.
        backpressure=64,
    ).serve()


def worker(parsed: argparse.Namespace, out: TextIO) -> None:
    """A worker of the job queue, until it is stopped."""
    from comptoir.core.jobs.api import run_until_signalled

    print("Comptoir: worker started.", file=out, flush=True)
    run_until_signalled(with_parent=parsed.with_parent)


def _refuse_taken_port(host: str, port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConflictError(
                f"Port {port} of {host} cannot be used ({error.strerror}).",
                advice="Choose another: --port 8001.",
            ) from None
