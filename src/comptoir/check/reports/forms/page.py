"""A report as a page of its own: nothing is fetched, so that it can be kept and sent."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from comptoir.check.branding.api import PLAIN, Brand
from comptoir.check.reports.forms.showing import shown
from comptoir.check.reports.shapes import Chart, Remarks, Report
from comptoir.core.charts.api import to_svg

WIDTH = 860


def as_html(report: Report, remarks: Remarks, brand: Brand = PLAIN) -> bytes:
    language = report.header.language

    def picture(chart: Chart) -> str:
        # Our own renderer draws it from numbers and escaped labels; no file of anybody's is in it.
        return mark_safe(to_svg(dict(chart.spec), "light", language, WIDTH, main=brand.chart_colour))  # noqa: S308

    told = shown(report, remarks, picture=picture)
    context = {"shown": told, "report": report, "standalone": True, "brand": brand}
    return render_to_string("reports/standalone.html", context).encode()
