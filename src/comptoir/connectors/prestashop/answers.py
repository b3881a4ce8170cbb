"""What the webservice answers, in JSON or in XML, as the same records."""

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from comptoir.connectors.source import Record

MARKUP = re.compile(rb"^(\xef\xbb\xbf)?\s*<(\?xml|prestashop)")


class UnreadableError(Exception):
    """It is not the webservice that answered."""


def records(body: bytes) -> list[Record]:
    """The records of a list; an empty one has no name in JSON."""
    if is_xml(body):
        resource = next(iter(_root(body)), None)
        if resource is None or resource.tag == "errors":
            raise UnreadableError
        return [_record(element) for element in resource]
    document = _document(body)
    if isinstance(document, dict) and "errors" not in document:
        document = next((value for value in document.values() if isinstance(value, list)), None)
    if not isinstance(document, list):
        raise UnreadableError
    return document


def errors(body: bytes) -> list[tuple[str, str]]:
    """Code and message of each error; nothing where none can be read."""
    try:
        if is_xml(body):
            return [
                ((error.findtext("code") or "").strip(), (error.findtext("message") or "").strip())
                for error in _root(body).iter("error")
            ]
        document = _document(body)
    except UnreadableError:
        return []
    said = document.get("errors") if isinstance(document, dict) else None
    if not isinstance(said, list):
        return []
    return [
        (str(error.get("code", "")), str(error.get("message", "")))
        for error in said
        if isinstance(error, dict)
    ]


def rights(body: bytes) -> tuple[str, set[str]]:
    """The shop's name, and the resources that the key may read, of the webservice's first page."""
    api = _root(body).find("api")
    if api is None:
        raise UnreadableError
    readable = {resource.tag for resource in api if resource.get("get") == "true"}
    return api.get("shopName") or api.get("shop_name") or "", readable


def is_xml(body: bytes) -> bool:
    return bool(MARKUP.match(body))


def words(value: Any) -> str:
    """A text; of one in several languages that of the shop's first."""
    if isinstance(value, list):
        said = [words(one.get("value")) for one in value]
        return next((text for text in said if text), "")
    return "" if value in (None, False) else str(value).strip()


def _document(body: bytes) -> Any:
    try:
        # Amounts as written, so that no cent is lost.
        return json.loads(body, parse_float=str)
    except ValueError as error:
        raise UnreadableError from error


class _NoDoctype(ElementTree.TreeBuilder):
    """PrestaShop writes no document type; whoever does may declare entities that unfold without end."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise UnreadableError(name)


def _root(body: bytes) -> ElementTree.Element:
    # The builder refuses a document type when it begins, before any entity of it is declared.
    parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314
    try:
        parser.feed(body)
        root = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableError from error
    if root.tag != "prestashop":
        raise UnreadableError(root.tag)
    return root


def _record(element: ElementTree.Element) -> Record:
    """As JSON has it: texts, lists of languages, associations as lists of records."""
    return {
        child.tag: _associations(child) if child.tag == "associations" else _value(child) for child in element
    }


def _value(element: ElementTree.Element) -> Any:
    languages = element.findall("language")
    if not languages:
        return element.text or ""
    if len(languages) == 1:
        return languages[0].text or ""
    return [{"id": language.get("id", ""), "value": language.text or ""} for language in languages]


def _associations(element: ElementTree.Element) -> Mapping[str, list[Record]]:
    return {group.tag: [_record(entry) for entry in group] for group in element}
