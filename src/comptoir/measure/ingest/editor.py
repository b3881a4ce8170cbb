"""A mapping on the page: every part of it as forms, and back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from comptoir.connectors.files.api import ColumnRef, DocumentKind, How, Mapping, Prices
from comptoir.core.errors import ComptoirError, InputError
from comptoir.measure.ingest import edited
from comptoir.measure.ingest.forms import (
    ColumnForm,
    CombinationForm,
    ExtraForm,
    LineRuleForm,
    OneUnitForm,
    SettingsForm,
    StatusForm,
)
from comptoir.measure.ingest.labels import field_choices, field_label

MOST_COLUMNS = 250
"""Columns shown. A file with more is mapped by YAML."""
MOST_STATUSES = 60
_TELL_TAX = frozenset({"tax_rate", "gross_tax", "net_tax", "order_tax", "gross_with_tax"})


def folded(header: str) -> str:
    """How headers are compared: capitals and spaces apart."""
    return " ".join(header.split()).casefold()


type FormSet = forms.BaseFormSet[Any]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of the file, some of its values, and its form."""

    header: str
    samples: tuple[str, ...]
    form: forms.BaseForm


class Editor:
    """The forms of one mapping for one file.

    `base` is the mapping in hand: what the page does not show (a second file, headers that other files use)
    is taken from it. Unbound without `data`, it shows the base.
    """

    def __init__(
        self,
        base: Mapping,
        headers: Sequence[str],
        samples: Sequence[Sequence[str]] = (),
        statuses: Sequence[str] = (),
        data: MultiValueDict[str, str] | None = None,
    ) -> None:
        self.base, self.data = base, data
        self.headers = list(headers[:MOST_COLUMNS])
        self._samples = [tuple(values) for values in samples]
        self._in_file = {word.casefold() for word in statuses}
        others = [word for word in base.statuses if word.casefold() not in self._in_file]
        self._statuses = [*statuses, *others][:MOST_STATUSES]
        self._known = {folded(header): header for header in self.headers}
        self.error: ComptoirError | None = None

    # What the page shows

    @cached_property
    def settings(self) -> SettingsForm:
        base = self.base
        prefixes = {
            kind: [p for rule in base.documents if rule.kind is kind for p in rule.prefixes]
            for kind in DocumentKind
        }
        initial = {
            name: getattr(base, name)
            for name in (
                *("name", "content", "prices", "tax_rate", "currency", "timezone", "dates"),
                *("order_values", "repeats", "negative_quantity_is_refund", "free_is_sold"),
            )
        }
        # Said outright: another name for the mapping must not make other orders of the same ones.
        initial["source"] = base.source_name
        return SettingsForm(
            self.data,
            prefix="settings",
            initial=initial
            | {
                "decimal": base.numbers.decimal,
                "thousands": base.numbers.thousands,
                "refund_prefixes": prefixes[DocumentKind.REFUND],
                "adjustment_prefixes": prefixes[DocumentKind.ADJUSTMENT],
            },
        )

    @cached_property
    def columns(self) -> FormSet:
        first: dict[str, str] = {}
        for name, refs in self.found().items():
            for header in refs:
                first.setdefault(header, name)
        return self._forms(
            ColumnForm,
            "columns",
            [{"means": first.get(header, "")} for header in self.headers],
            extra=0,
            fixed=len(self.headers),
            choices=self._choices,
        )

    @cached_property
    def combinations(self) -> FormSet:
        shared = {name: refs for name, refs in self.found().items() if len(refs) > 1}
        initial = [{"field": name, "how": self.base.columns[name].how} for name in shared]
        return self._forms(CombinationForm, "combinations", initial, extra=0)

    @cached_property
    def extras(self) -> FormSet:
        initial: list[dict[str, str]] = [
            {"field": name, "value": ref.names[0]}
            for name, ref in self.base.columns.items()
            if ref.how is How.VALUE
        ]
        taken: set[str] = set()
        for name, refs in self.found().items():
            for header in refs:
                if header in taken:
                    initial.append({"field": name, "column": header})
                taken.add(header)
        return self._forms(ExtraForm, "extras", initial, columns=self.headers, choices=self._choices)

    @cached_property
    def rules(self) -> FormSet:
        initial = [
            {"kind": rule.kind, "field": rule.field, "values": rule.values, "prefixes": rule.prefixes}
            for rule in self.base.lines
        ]
        return self._forms(LineRuleForm, "rules", initial, choices=self._choices)

    @cached_property
    def one_unit(self) -> FormSet:
        initial = [{"field": rule.field, "values": rule.values} for rule in self.base.one_unit]
        return self._forms(OneUnitForm, "one_unit", initial, choices=self._choices)

    @cached_property
    def statuses(self) -> FormSet:
        known = {word.casefold(): meaning for word, meaning in self.base.statuses.items()}
        initial = [{"word": word, "means": known.get(word.casefold(), "")} for word in self._statuses]
        return self._forms(StatusForm, "statuses", initial, extra=0)

    @property
    def formsets(self) -> tuple[FormSet, ...]:
        return (
            *(self.columns, self.combinations, self.extras),
            *(self.rules, self.one_unit, self.statuses),
        )

    @property
    def shown_columns(self) -> Iterator[ShownColumn]:
        for position, (header, form) in enumerate(zip(self.headers, self.columns.forms, strict=False)):
            values = (row[position] for row in self._samples if position < len(row))
            filled = dict.fromkeys(value for value in values if value)
            yield ShownColumn(header, tuple(filled)[:3], form)

    @property
    def shown_combinations(self) -> Iterator[tuple[Any, forms.BaseForm]]:
        for form in self.combinations.forms:
            yield field_label(str(form["field"].value())), form

    @property
    def shown_statuses(self) -> list[forms.BaseForm]:
        """The statuses that stand in the file."""
        return [form for form in self.statuses.forms if str(form["word"].value()).casefold() in self._in_file]

    @property
    def other_statuses(self) -> list[forms.BaseForm]:
        """Those that the mapping knows from other files."""
        shown = self.shown_statuses
        return [form for form in self.statuses.forms if form not in shown]

    @property
    def has_rules_at_work(self) -> bool:
        """Whether a rule asks for a value that this file has, or is wrong."""
        here = {name for name, ref in self.base.columns.items() if self.is_here(ref)}
        return any(rule.field in here for rule in self.base.lines) or (
            not self.rules.is_valid() and self.rules.is_bound
        )

    @property
    def lacks_tax(self) -> bool:
        """Whether amounts include a tax that nothing tells."""
        return self._lacks_tax(self.base)

    # What the person chose

    def is_valid(self) -> bool:
        """Whether `mapping` can be made; errors stand on the forms, and in `error` what no field can say."""
        if self.has_field_errors:
            return False
        if len(self.columns.forms) != len(self.headers):
            self.error = InputError(_("The page no longer fits the file."), advice=_("Load it again."))
            return False
        try:
            self.mapping = Mapping.from_data(edited.data_of(self))
        except InputError as error:
            self.error = error
            return False
        if self._lacks_tax(self.mapping):
            sentence = _("Amounts that include tax need a rate: 20, or 0 without tax.")
            self.settings.add_error("tax_rate", sentence)
            return False
        return True

    def _lacks_tax(self, mapping: Mapping) -> bool:
        """Amounts without tax could only be wrong: it is included, and neither a rate nor a tax is said."""
        said = [ref for name, ref in mapping.columns.items() if name in _TELL_TAX]
        is_said = mapping.tax_rate is not None or any(self.is_here(ref) for ref in said)
        return mapping.prices is Prices.INCLUDED and not is_said

    @property
    def has_field_errors(self) -> bool:
        """Whether some field says what is wrong. Every part is asked: all errors are shown at once."""
        sound = [self.settings.is_valid(), *(formset.is_valid() for formset in self.formsets)]
        return not all(sound)

    # Headers of the base that this file has

    def found(self) -> dict[str, list[str]]:
        found = {name: self.headers_of(ref) for name, ref in self.base.columns.items()}
        return {name: headers for name, headers in found.items() if headers}

    def headers_of(self, ref: ColumnRef) -> list[str]:
        if ref.how is How.VALUE:
            return []
        return [self._known[folded(name)] for name in ref.names if folded(name) in self._known]

    def is_here(self, ref: ColumnRef) -> bool:
        return ref.how is How.VALUE or bool(self.headers_of(ref))

    @cached_property
    def _choices(self) -> list[tuple[Any, Any]]:
        return field_choices()

    def _forms(
        self,
        form: type[forms.Form],
        prefix: str,
        initial: list[dict[str, Any]],
        *,
        extra: int = 1,
        fixed: int | None = None,
        **form_kwargs: Any,
    ) -> FormSet:
        limit = fixed if fixed is not None else 100
        made = forms.formset_factory(form, extra=extra, max_num=limit + extra, absolute_max=limit + extra)
        return made(self.data, prefix=prefix, initial=initial, form_kwargs=form_kwargs)
