"""What a command of a few seconds does without."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_UNUSED = "pandas"


class _Absent:
    """To whoever imports it meanwhile, it is not installed."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        if name == _UNUSED:
            raise ModuleNotFoundError(f"{name} is not needed here", name=name)


@contextmanager
def lean() -> Iterator[None]:
    """Arrow imports pandas, a third of a second, to ask whether a list is a series of it: here nothing ever is."""
    absent = _Absent()
    sys.meta_path.insert(0, absent)
    try:
        yield
    finally:
        sys.meta_path.remove(absent)
