// Lines come one by one: once all are there they are put in order, and the sum is asked for.
const table = document.getElementById("home-lines");
const body = table?.tBodies[0];
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function reorder(compare) {
  body.append(...[...body.rows].sort(compare));
}
function nameOf(row) {
  return row.cells[0].dataset.value || row.cells[0].textContent;
}
function byUrgency(one, other) {
  return (other.dataset.points ?? -1) - (one.dataset.points ?? -1) || collator.compare(nameOf(one), nameOf(other));
}
let whole = false;
function settle() {
  if (!body || whole || body.querySelector("tr[aria-busy]")) return;
  whole = true;
  reorder(byUrgency);
  table.removeAttribute("aria-busy");
  document.body.dispatchEvent(new CustomEvent("home:lines"));
}
document.addEventListener("htmx:afterSettle", settle);
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    // The name stays: what failed is said beside it.
    const row = event.detail.target?.closest?.("tr.home-line");
    row?.removeAttribute("aria-busy");
    settle();
  });
}
for (const button of table?.querySelectorAll(".home-sort") ?? []) {
  button.addEventListener("click", () => {
    const heading = button.closest("th");
    const at = Number(button.dataset.by) + 1;
    const up = heading.getAttribute("aria-sort") === "descending" || (at === 0 && !heading.hasAttribute("aria-sort"));
    for (const other of table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    reorder((one, other) => {
      const [a, b] = [one.cells[at]?.dataset.value ?? "", other.cells[at]?.dataset.value ?? ""];
      if (a === "" || b === "") return (a === "") - (b === ""); // what is not known comes last
      const way = Number.isNaN(Number(a) + Number(b)) ? collator.compare(a, b) : a - b;
      return up ? way : -way;
    });
  });
}
