"""Which metric of the catalogue each line is."""

from collections.abc import Mapping

from comptoir.decide.budget.engine.lines import Line

METRICS: Mapping[Line, str] = {
    Line.GROSS_SALES: "gross_sales",
    Line.DISCOUNTS: "discounts",
    Line.RETURNS: "returns",
    Line.NET_SALES: "net_sales",
    Line.COGS: "cogs",
    Line.GROSS_MARGIN: "gross_margin",
    Line.LOGISTICS: "logistics_cost",
    Line.PAYMENT: "payment_cost",
    Line.MARKETPLACE: "marketplace_cost",
    Line.CM2: "cm2",
    Line.AD_SPEND: "ad_spend",
    Line.AFFILIATION: "affiliation_cost",
    Line.CM3: "cm3",
    Line.PEOPLE: "people_cost",
    Line.TOOLS: "tools_cost",
    Line.AGENCIES: "agencies_cost",
}
