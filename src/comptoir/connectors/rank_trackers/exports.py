"""Lists of followed searches with the position of the site, by day or as they are today."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.rank_trackers.positions import is_no_position, position

VENDOR = "rank_tracker"
_NOTHING = ("--", "-", "–", "—")
_DEVICES = {
    "desktop": ("desktop", "ordinateur", "bureau", "pc"),
    "phone": ("mobile", "phone", "smartphone", "téléphone"),
    "tablet": ("tablet", "tablette"),
}


def _positions(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    device = row.device.lower()
    # « Pos. Google.fr »: the header names the engine.
    engine = f"google{context.captured['position']}" if "position" in context.captured else ""
    known = [(device.isin(names), ours) for ours, names in _DEVICES.items()]
    return {
        "property_id": ibis.literal(context.account),
        "day": row.day
        if "day" in context.present
        else ibis.literal(context.last_day or context.today, "date"),
        "term": row.term,
        "engine": row.engine.fill_null(engine).lower(),
        "part": row.device.fill_null("").concat("|", row.country.fill_null("")).lower(),
        "position": position(row.position),
        "page": row.page,
        "volume": row.volume,
        "device": ibis.cases((device.isnull(), ibis.null("string")), *known, else_="other"),
        "country": row.country,
    }


def _unreadable(row: ir.Table, context: Context) -> ir.BooleanValue:
    return is_no_position(row.position)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="rank_tracker_positions",
        vendor=VENDOR,
        label=_("Followed positions in search results"),
        entity="search_position",
        fields=(
            Field(
                "term",
                Cell.TEXT,
                (
                    "Mot clé",
                    "Mot-clé",
                    "Mots clés",
                    "Mots-clés",
                    "Expression",
                    "Keywords",
                    "Search term",
                    "Keyword",
                ),
                blank=(),
            ),
            Field(
                "position",
                Cell.TEXT,
                (
                    *("Position", "Pos. Google*", "Position actuelle", "Classement", "Rang", "Pos."),
                    *("Rank", "Ranking", "Google Rank", "Current position", "Position"),
                ),
                blank=_NOTHING,
                may_be_blank=True,
            ),
            Field(
                "day",
                Cell.DAY,
                (
                    *(
                        "Date",
                        "Jour",
                        "Date du relevé",
                        "Date de vérification",
                        "Relevé le",
                        "Date de mise à jour",
                    ),
                    *("Timestamp", "Checked on", "Last checked", "Last update", "Last updated", "Day"),
                ),
                required=False,
                blank=_NOTHING,
            ),
            Field(
                "page",
                Cell.TEXT,
                (
                    *("URL positionnée", "Page positionnée", "Page", "Page de destination", "URL trouvée"),
                    *("Classement de page(e)", "Page(s) classée(s)"),
                    *("Ranking URL", "Current URL", "URL found", "Landing page", "Ranking page(s)", "URL"),
                ),
                required=False,
                blank=_NOTHING,
            ),
            Field(
                "volume",
                Cell.COUNT,
                (
                    *(
                        "Volume de recherche",
                        "Volume de recherches",
                        "Volume",
                        "# de recherches",
                        "Recherches",
                    ),
                    *("# of Searches", "Searches", "Monthly searches", "Volume", "Search Volume"),
                ),
                required=False,
                blank=(*_NOTHING, "N/D", "n/d", "N/A", "n/a", "nd"),
            ),
            Field(
                "engine",
                Cell.TEXT,
                ("Moteur", "Moteur de recherche", "Search engine", "Engine"),
                required=False,
            ),
            Field(
                "device", Cell.TEXT, ("Appareil", "Type d'appareil", "Device type", "Device"), required=False
            ),
            Field("country", Cell.TEXT, ("Pays", "Localisation", "Location", "Country"), required=False),
        ),
        facts=_positions,
        checks={"bad_number": _unreadable},
        same_key=SameKey.FIRST,
        advice=_(
            "In your rank tracker: the list of keywords with their positions, Export, CSV; best with its date."
        ),
    ),
)
