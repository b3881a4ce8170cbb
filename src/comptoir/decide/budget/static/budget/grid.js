// Arrows and Enter move between cells of a grid; cells copied from a spreadsheet fill it from the chosen one on.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const rowsOf = (grid) =>
  [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]).filter((cells) => cells.length);

const placeOf = (rows, input) => {
  const row = rows.findIndex((cells) => cells.includes(input));
  return [row, rows[row].indexOf(input)];
};

for (const grid of document.querySelectorAll("[data-grid]")) {
  grid.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || !event.target.matches("input")) return;
    // Within a number the caret moves first.
    const { selectionStart: start, selectionEnd: end, value } = event.target;
    const isWhole = start === 0 && end === value.length;
    if (step[1] && !isWhole && (step[1] < 0 ? end > 0 : start < value.length)) return;
    const rows = rowsOf(grid);
    const [row, column] = placeOf(rows, event.target);
    const next = rows[row + step[0]]?.[column + step[1]];
    event.preventDefault();
    if (next) {
      next.focus();
      next.select();
    }
  });
  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").replace(/\r?\n$/, "");
    if (!event.target.matches("input") || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const rows = rowsOf(grid);
    const [row, column] = placeOf(rows, event.target);
    text.split(/\r?\n/).forEach((line, down) =>
      line.split("\t").forEach((word, along) => {
        const cell = rows[row + down]?.[column + along];
        if (cell) cell.value = word.trim().replace(/[^\d.,\s-]/g, "").trim();
      }),
    );
  });
}
