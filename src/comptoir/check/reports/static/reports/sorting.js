// The heads of tables become buttons that sort. Without this file tables stand in the order in which they were built.
function valueOf(row, at) {
  const cell = row.cells[at];
  return cell.dataset.value ?? cell.textContent.trim();
}
function isUnknown(value) {
  return value === "" || value === "–";
}
for (const table of document.querySelectorAll("table[data-sorts]")) {
  const body = table.tBodies[0];
  const collator = new Intl.Collator(table.closest("[lang]").lang, { numeric: true });
  for (const heading of table.tHead.rows[0].cells) {
    const at = heading.cellIndex;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "report-sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      // Figures from the largest, words from A; the other way round at the second press.
      const before = heading.getAttribute("aria-sort");
      const up = before ? before === "descending" : !heading.classList.contains("figure");
      for (const other of table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...body.rows].sort((one, other) => {
        const [a, b] = [valueOf(one, at), valueOf(other, at)];
        if (isUnknown(a) || isUnknown(b)) return isUnknown(a) - isUnknown(b); // what is not known comes last
        const way = Number.isNaN(Number(a) + Number(b)) ? collator.compare(a, b) : a - b;
        return up ? way : -way;
      });
      body.append(...rows);
    });
  }
}
