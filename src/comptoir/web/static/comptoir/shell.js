// The few gestures that HTML alone does not have.
const panel = document.getElementById("panel");

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === panel && !panel.open) panel.showModal();
});
// A part that fails on our side says so in its place, instead of waiting for ever.
function fail(event) {
  if (event.detail.xhr.status > 0 && event.detail.xhr.status < 500) return; // its answer is shown
  const target = event.detail.target;
  target.replaceChildren(document.getElementById("failure").content.cloneNode(true));
  target.classList.remove("waiting");
  target.removeAttribute("aria-busy");
}
document.addEventListener("htmx:responseError", fail);
document.addEventListener("htmx:sendError", fail);

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

// A menu that hangs over the page closes when one clicks elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.picker[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Where tabs do not all fit, the current one is in sight.
function showCurrentTabs() {
  for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
    const row = tab.parentElement;
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
}
document.addEventListener("htmx:afterSettle", showCurrentTabs);
showCurrentTabs();
