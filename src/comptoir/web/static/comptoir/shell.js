// The few gestures that HTML alone does not have: opening the panel, and files dropped on a zone.
const panel = document.getElementById("panel");

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === panel && !panel.open) panel.showModal();
});
panel.addEventListener("click", (event) => {
  if (event.target === panel) panel.close(); // outside of its content
});
panel.addEventListener("close", () => panel.replaceChildren());

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target instanceof Element ? event.target.closest(".drop") : null;
    zone?.classList.toggle("over", kind === "dragover");
  });
}
document.addEventListener("change", (event) => {
  const chosen = event.target.closest(".drop")?.querySelector(".drop-chosen");
  if (chosen) chosen.textContent = [...event.target.files].map((file) => file.name).join(", ");
});
