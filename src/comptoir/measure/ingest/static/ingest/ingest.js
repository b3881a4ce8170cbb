// Progress of a file being sent, a refusal before sending what is too large, and the eye led to what is wrong.
document.addEventListener("change", (event) => {
  const form = event.target.closest(".import-drop");
  const [file] = event.target.files ?? [];
  if (!form || !file || file.size <= Number(form.dataset.most)) return;
  event.stopPropagation();
  event.target.value = "";
  form.querySelector(".import-large").hidden = false;
}, true);
document.addEventListener("htmx:beforeRequest", (event) => {
  const bar = event.target.querySelector?.(".upload-progress");
  if (bar) bar.hidden = false;
});
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector?.(".upload-progress");
  if (bar && event.detail.lengthComputable) bar.value = (100 * event.detail.loaded) / event.detail.total;
});
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector('#mapping [aria-invalid="true"]')?.focus();
});
