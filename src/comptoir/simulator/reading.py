"""A scenario read from YAML; what does not fit is said with its place, what came and what is allowed."""

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from comptoir.core.errors import InputError, NotFoundError, closest
from comptoir.simulator.checking import check
from comptoir.simulator.scenario import Scenario

_ROOM = files("comptoir.simulator")


def scenario_names() -> list[str]:
    folder = _ROOM / "scenarios"
    return sorted(one.name.removesuffix(".yml") for one in folder.iterdir() if one.name.endswith(".yml"))


def load_scenario(name: str) -> Scenario:
    """By its name, or from a file whose path ends in .yml or .yaml."""
    if name.endswith((".yml", ".yaml")):
        path = Path(name)
        if not path.is_file():
            raise NotFoundError(f"No scenario file {name}.", advice="Give the path of a YAML file.")
        return read_scenario(path.read_text(encoding="utf-8"), path.name)
    known = scenario_names()
    if name not in known:
        near = closest(name, known)
        raise NotFoundError(
            f"No scenario {name}.",
            f"Known: {', '.join(known)}.",
            f"Did you mean {near}?" if near else "A file of your own ends in .yml.",
        )
    text = (_ROOM / "scenarios" / f"{name}.yml").read_text(encoding="utf-8")
    return read_scenario(text, f"{name}.yml")


def read_scenario(text: str, source: str) -> Scenario:
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(f"{source} is not YAML: {error}.", advice="Correct the line.") from error
    scenario: Scenario = _built(Scenario, content, source)
    check(scenario, source)
    return scenario


@cache
def words(name: str) -> dict[str, Any]:
    """A list of words of the simulator, by the name of its file."""
    path = _ROOM / "words" / f"{name}.yml"
    if not path.is_file():
        raise NotFoundError(f"No words {name}.", "A scenario takes: maison.")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _built(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise InputError(
            f"{where} holds {value!r}.", "A list of settings is expected.", "Write « name: value »."
        )
    hints = get_type_hints(kind)
    known = {one.name: one for one in fields(kind)}
    for key in value:
        if key not in known:
            near = closest(str(key), known)
            raise InputError(
                f"{where} has an unknown setting {key}.",
                f"Known: {', '.join(sorted(known))}.",
                f"Did you mean {near}?" if near else "Remove it.",
            )
    read = {}
    for name, one in known.items():
        if name in value:
            read[name] = _read(hints[name], value[name], f"{where}: {name}")
            _within(one.metadata, read[name], f"{where}: {name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise InputError(f"{where} lacks {name}.", advice=f"Add « {name}: … ».")
    return kind(**read)


def _read(kind: Any, value: Any, where: str) -> Any:
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _built(kind, value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise InputError(f"{where} is {value!r}.", "A list is expected.", "Write « [a, b] ».")
        return tuple(
            _read(get_args(kind)[0], one, f"{where} {number}") for number, one in enumerate(value, 1)
        )
    if origin is dict:
        if not isinstance(value, dict):
            raise InputError(
                f"{where} is {value!r}.", "Names and values are expected.", "Write « name: value »."
            )
        return {str(key): _read(get_args(kind)[1], one, f"{where} {key}") for key, one in value.items()}
    return _plain(kind, value, where)


def _plain(kind: type | UnionType, value: Any, where: str) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind is float and is_number:
        return float(value)
    if kind is int and is_number and value == int(value):
        return int(value)
    if kind is bool and isinstance(value, bool):
        return value
    if kind is str and isinstance(value, str | int):
        return str(value)
    names = {float: "A number", int: "A whole number", bool: "true or false", str: "A text"}
    raise InputError(f"{where} is {value!r}.", f"{names[kind]} is expected.")  # type: ignore[index]


def _within(limits: Any, value: Any, where: str) -> None:
    if "low" in limits and not limits["low"] <= value <= limits["high"]:
        raise InputError(
            f"{where} is {value:g}.", f"From {limits['low']:g} to {limits['high']:g} is allowed."
        )
