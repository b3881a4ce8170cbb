"""Charts: Vega-Lite specifications as plain dictionaries, drawn in pages and as SVG or PNG; sparklines."""
