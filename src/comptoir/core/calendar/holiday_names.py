"""Names of holidays that the package of holidays does not know in French, from their English names."""

from django.utils.translation import gettext, gettext_noop, override

_OBSERVED = " (observed)"
_NAMES = (
    gettext_noop("All Saints' Day"),
    gettext_noop("Ascension Day"),
    gettext_noop("Assumption Day"),
    gettext_noop("Boxing Day"),
    gettext_noop("Christmas Day"),
    gettext_noop("Columbus Day"),
    gettext_noop("Constitution Day"),
    gettext_noop("Easter Monday"),
    gettext_noop("Easter Sunday"),
    gettext_noop("Epiphany"),
    gettext_noop("German Unity Day"),
    gettext_noop("Good Friday"),
    gettext_noop("Immaculate Conception"),
    gettext_noop("Independence Day"),
    gettext_noop("Juneteenth National Independence Day"),
    gettext_noop("King's Day"),
    gettext_noop("Labor Day"),
    gettext_noop("Liberation Day"),
    gettext_noop("Martin Luther King Jr. Day"),
    gettext_noop("Maundy Thursday"),
    gettext_noop("May Day"),
    gettext_noop("Memorial Day"),
    gettext_noop("National Day"),
    gettext_noop("New Year's Day"),
    gettext_noop("Republic Day"),
    gettext_noop("Saint Stephen's Day"),
    gettext_noop("Second Day of Christmas"),
    gettext_noop("Spring Bank Holiday"),
    gettext_noop("Thanksgiving Day"),
    gettext_noop("Veterans Day"),
    gettext_noop("Washington's Birthday"),
    gettext_noop("Whit Monday"),
)


def in_language(name: str, language: str) -> str:
    """The English name in the language, as far as it is known; else the English name."""
    plain = name.removesuffix(_OBSERVED)
    if plain not in _NAMES:
        return name
    with override(language):
        words = gettext(plain)
        return words if plain == name else gettext("%(holiday)s (observed)") % {"holiday": words}
