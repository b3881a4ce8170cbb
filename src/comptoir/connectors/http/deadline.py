"""An end to waiting. Time-outs of urllib3 count from letter to letter: who sends one now and then keeps a worker for
hours."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import urllib3


class Lines:
    """The lines of a pool that keeps one, which can be cut."""

    def __init__(self, pool: urllib3.HTTPConnectionPool) -> None:
        self.pool = pool
        self._line: Any = None
        self._socket: Any = None
        """Held apart: of an answer that ends with its line, the line forgets it while the answer still comes."""
        self._make: Any = pool.ConnectionCls
        pool.ConnectionCls = self._opened  # type: ignore[assignment]

    def close(self) -> None:
        self.pool.close()

    @contextmanager
    def until(self, seconds: float) -> Iterator[threading.Event]:
        """Cut them after so many seconds. The event says so: what came until then may look like a whole answer."""
        is_cut = threading.Event()

        def cut() -> None:
            is_cut.set()
            self._cut()

        timer = threading.Timer(seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            yield is_cut
        finally:
            timer.cancel()

    def _opened(self, *arguments: Any, **options: Any) -> Any:
        line = self._make(*arguments, **options)
        connect = line.connect

        def connected() -> None:
            connect()
            self._socket = line.sock

        line.connect = connected
        self._line, self._socket = line, None
        return line

    def _cut(self) -> None:
        for one in (self._socket, getattr(self._line, "sock", None)):
            if one is not None:
                with suppress(OSError):
                    # Of the plain socket: one of TLS would first say goodbye, and wait.
                    socket.socket.shutdown(one, socket.SHUT_RDWR)
