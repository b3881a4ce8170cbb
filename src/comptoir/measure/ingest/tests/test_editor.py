"""A mapping put on the page and read back from it."""

from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from comptoir.connectors.files.api import Mapping, preset, presets
from comptoir.connectors.files.fields import FIELDS
from comptoir.connectors.files.mapping_read import MEANINGS
from comptoir.connectors.files.rules import How
from comptoir.measure.ingest.editor import Editor
from comptoir.measure.ingest.labels import FIELD_LABELS, STATUS_LABELS

HEADERS = ("order_id", "ordered_at", "sku", "quantity", "unit_price", "status", "First", "Last")


def sent(editor: Editor, **changes: str) -> MultiValueDict[str, str]:
    """What a browser sends back for the forms as they are shown, with some fields changed."""
    data: dict[str, str] = {}
    forms = [editor.settings]
    for formset in editor.formsets:
        forms += [formset.management_form, *formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is True:
                data[bound.html_name] = "on"
            elif value is not None and value is not False:
                data[bound.html_name] = str(value)
    unknown = set(changes) - set(data)
    assert not {name for name in unknown if "-" not in name}
    return MultiValueDict({name: [value] for name, value in (data | changes).items()})


def errors(editor: Editor) -> list[Any]:
    formsets = editor.formsets
    found = [[editor.error], editor.settings.errors, *(formset.errors for formset in formsets)]
    found += [formset.non_form_errors() for formset in formsets]
    return [str(error) for error in found if error and any(error)]


def test_every_field_and_status_has_its_words() -> None:
    assert set(FIELD_LABELS) == set(FIELDS)
    assert set(STATUS_LABELS) == set(MEANINGS)


@pytest.mark.parametrize("mapping", presets(), ids=lambda mapping: mapping.name)
def test_sent_back_untouched_the_mapping_is_the_same(mapping: Mapping) -> None:
    headers = [name for ref in mapping.columns.values() if ref.how is not How.VALUE for name in ref.names]
    shown = Editor(mapping, list(dict.fromkeys(headers)))
    back = Editor(mapping, list(dict.fromkeys(headers)), data=sent(shown))
    assert back.is_valid(), errors(back)
    # The page says the source outright, so that another name does not make other orders of the same ones.
    assert back.mapping == mapping.with_(source=mapping.source_name)


def test_columns_that_other_files_have_are_kept() -> None:
    mapping = preset("generic")
    shown = Editor(mapping, HEADERS)
    back = Editor(mapping, HEADERS, data=sent(shown))
    assert back.is_valid()
    assert back.mapping.columns["customer_email"] == mapping.columns["customer_email"]
    assert "customer_email" in back.mapping.optional


def test_a_column_is_given_another_meaning() -> None:
    shown = Editor(preset("generic"), HEADERS)
    back = Editor(preset("generic"), HEADERS, data=sent(shown, **{"columns-2-means": "product_name"}))
    assert back.is_valid()
    assert back.mapping.columns["product_name"].names == ("sku",)
    assert "sku" not in back.mapping.columns


def test_two_columns_of_one_meaning_are_joined_and_the_page_asks_how() -> None:
    shown = Editor(preset("generic"), HEADERS)
    both = {"columns-6-means": "customer_name", "columns-7-means": "customer_name"}
    back = Editor(preset("generic"), HEADERS, data=sent(shown, **both))
    assert back.is_valid()
    assert back.mapping.columns["customer_name"].names == ("First", "Last")
    assert back.mapping.columns["customer_name"].how is How.JOIN
    again = Editor(back.mapping, HEADERS)
    assert [form["field"].value() for form in again.combinations.forms] == ["customer_name"]


def test_codes_keep_their_case_and_spaces() -> None:
    shown = Editor(preset("generic"), HEADERS)
    new = len(preset("generic").lines)
    rule = {
        f"rules-{new}-kind": "shipping",
        f"rules-{new}-field": "sku",
        f"rules-{new}-values": "POST \r\nm\r\n",
    }
    back = Editor(preset("generic"), HEADERS, data=sent(shown, **rule))
    assert back.is_valid()
    assert back.mapping.lines[-1].values == ("POST ", "m")


def test_a_rule_without_values_is_gone() -> None:
    shown = Editor(preset("online_retail"), HEADERS)
    back = Editor(preset("online_retail"), ["Invoice"], data=None)
    assert back.rules.initial_form_count() == 3
    mapping = preset("online_retail").with_(
        columns=preset("generic").columns, optional=preset("generic").optional
    )
    shown = Editor(mapping, HEADERS)
    back = Editor(mapping, HEADERS, data=sent(shown, **{"rules-0-values": ""}))
    assert back.is_valid()
    assert [rule.kind for rule in back.mapping.lines] == [rule.kind for rule in mapping.lines[1:]]


def test_an_unknown_status_of_the_file_is_asked_for() -> None:
    editor = Editor(preset("generic"), HEADERS, statuses=["Paid", "En cours"])
    words = {form["word"].value(): form["means"].value() for form in editor.statuses.forms}
    assert words["Paid"] == "sold"
    assert words["En cours"] == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("settings-tax_rate", "120"),
        ("settings-tax_rate", "vingt"),
        ("settings-currency", "EURO"),
        ("settings-timezone", "Paris/Europe"),
        ("settings-name", ""),
        ("settings-thousands", "."),
        ("settings-dates", "yesterday"),
    ],
)
def test_an_error_stands_beside_its_field(field: str, value: str) -> None:
    shown = Editor(preset("generic"), HEADERS)
    back = Editor(preset("generic"), HEADERS, data=sent(shown, **{field: value}))
    assert not back.is_valid()
    assert list(back.settings.errors) == [field.removeprefix("settings-")]


def test_amounts_that_include_tax_need_a_rate_or_a_column_of_taxes() -> None:
    shown = Editor(preset("generic"), HEADERS)
    included = {"settings-prices": "included"}
    back = Editor(preset("generic"), HEADERS, data=sent(shown, **included))
    assert not back.is_valid()
    assert list(back.settings.errors) == ["tax_rate"]
    for said in ({"settings-tax_rate": "0"}, {"columns-6-means": "tax_rate"}):
        assert Editor(preset("generic"), HEADERS, data=sent(shown, **included, **said)).is_valid()


def test_a_rate_is_read_as_people_write_it() -> None:
    shown = Editor(preset("generic"), HEADERS)
    back = Editor(preset("generic"), HEADERS, data=sent(shown, **{"settings-tax_rate": "5,5 %"}))
    assert back.is_valid()
    assert str(back.mapping.tax_rate) == "0.055"
    assert Editor(back.mapping, HEADERS).settings["tax_rate"].value() == "5.5"


def test_without_an_order_number_the_page_says_so() -> None:
    shown = Editor(preset("generic"), HEADERS)
    back = Editor(preset("generic"), HEADERS, data=sent(shown, **{"columns-0-means": ""}))
    assert not back.is_valid()
    assert "order_id" in str(back.error)


def test_tampered_forms_are_refused_without_a_trace() -> None:
    data: Any = sent(Editor(preset("generic"), HEADERS), **{"columns-TOTAL_FORMS": "2"})
    assert not Editor(preset("generic"), HEADERS, data=data).is_valid()
    data = sent(Editor(preset("generic"), HEADERS), **{"rules-TOTAL_FORMS": "many"})
    assert not Editor(preset("generic"), HEADERS, data=data).is_valid()
