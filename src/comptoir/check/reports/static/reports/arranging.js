// Moves a part or a block among its neighbours by its handle; the buttons beside it do the same without a pointer.
let dragged;
document.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.(".arranging-handle")) return;
  dragged = event.target.closest("[data-moves]");
  dragged.dataset.dragged = "";
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", ""); // without data some browsers do not begin
  event.dataTransfer.setDragImage(dragged, 0, 0);
});
document.addEventListener("dragover", (event) => {
  let over = event.target.closest?.("[data-moves]");
  while (over && over.parentElement !== dragged?.parentElement) over = over.parentElement.closest("[data-moves]");
  if (!dragged || !over) return;
  event.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  if (over !== dragged) over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
});
document.addEventListener("drop", (event) => dragged && event.preventDefault());
document.addEventListener("dragend", () => {
  if (!dragged) return;
  delete dragged.dataset.dragged;
  dragged = undefined;
  document.getElementById("again")?.click(); // the preview follows
});
// What was unfolded stays so when the editor comes anew.
let open = [];
document.addEventListener("htmx:beforeSwap", () => {
  // What bears the same name before and after would have its style copied, which the site's policy forbids.
  for (const one of document.querySelectorAll("#editor article [id]")) one.removeAttribute("id");
  open = [...document.querySelectorAll("#editor form details[open]")].map((one) => one.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
});
