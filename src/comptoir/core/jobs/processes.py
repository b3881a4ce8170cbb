"""Who a worker is, whether it still lives, and whether its parent does."""

import ctypes
import os
import signal
import sys
from functools import cache
from pathlib import Path

_PR_SET_PDEATHSIG = 1


@cache
def _machine() -> str:
    """This boot of this machine and this space of process numbers; empty where that cannot be told.

    Host names will not do: two containers may carry the same one.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return ""


def _started_at(pid: int) -> str:
    """The kernel's start tick of a process: tells it from a later one with the same number."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    state, *fields = stat.rpartition(")")[2].split()
    return "" if state == "Z" else fields[18]


def identity() -> str:
    """The name under which this process holds leases."""
    pid = os.getpid()
    return f"{_machine()}:{pid}:{_started_at(pid)}" if _machine() else f":{pid}:"


def is_gone(worker: str) -> bool:
    """Whether the process of that name is known to be dead. When in doubt, no: the lease decides."""
    machine, _, rest = worker.partition(":")
    if not machine or machine != _machine():
        return False
    pid, _, started_at = rest.partition(":")
    try:
        return _started_at(int(pid)) != started_at
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False


class Parent:
    """The process that started this one, watched so that no worker is left behind alone."""

    def __init__(self) -> None:
        self._pid = os.getppid()
        if sys.platform == "linux":
            # The kernel tells us at once; asking for the parent's number covers what it misses
            # (the parent died before this line, or is not on Linux).
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

    def is_gone(self) -> bool:
        return os.getppid() != self._pid
