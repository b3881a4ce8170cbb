"""The style sheet of a look: pages take their colours from it, for nothing of a style may stand in a page itself."""

from django.http import HttpResponse

from comptoir.check.branding.shapes import Brand


def style_sheet(brand: Brand) -> str:
    main, accent = brand.at_night
    return (
        "@layer page {\n"
        f"  .branded {{ --brand: light-dark({brand.main}, {main}); --accent: light-dark({brand.accent}, {accent}); }}\n"
        "}\n"
    )


def sheet_response(brand: Brand) -> HttpResponse:
    return HttpResponse(style_sheet(brand), content_type="text/css; charset=utf-8")
