// Draws every chart of the page from its specification, in the theme of the moment.
const runtime = JSON.parse(document.getElementById("chart-runtime").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
let library;

function theme() {
  const chosen = document.documentElement.dataset.theme;
  return runtime.themes[chosen in runtime.themes ? chosen : dark.matches ? "dark" : "light"];
}

function painted(value, colours) {
  if (typeof value === "string") return colours[value] ?? value;
  if (Array.isArray(value)) return value.map((part) => painted(part, colours));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, painted(part, colours)]));
  }
  return value;
}

async function draw(place) {
  const { config, tokens } = theme();
  const spec = JSON.parse(place.parentElement.querySelector("script[type='application/json']").textContent);
  if (typeof spec.height === "number") place.style.minBlockSize = `${spec.height}px`; // no jump when it comes
  library ??= import(runtime.vega); // a megabyte: only for pages that have a chart
  const { embed } = await library;
  const narrow = place.clientWidth < 480; // there the names of the series need two lines
  const look = narrow ? { ...config, legend: { ...config.legend, columns: 2 } } : config;
  await embed(place, painted(spec, tokens), {
    ast: true, // no eval: the content security policy forbids it
    renderer: "svg",
    actions: false,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
    config: look,
    formatLocale: runtime.formatLocale,
    timeFormatLocale: runtime.timeFormatLocale,
  });
  place.querySelector("svg").setAttribute("aria-hidden", "true"); // its place and its table say it in words
  place.dataset.chart = "drawn";
}

function drawAll(state) {
  for (const place of document.querySelectorAll(`[data-chart="${state}"]`)) {
    place.dataset.chart = "drawing";
    draw(place);
  }
}

document.addEventListener("htmx:afterSettle", () => drawAll(""));
dark.addEventListener("change", () => drawAll("drawn"));
drawAll("");
