// Copies the sentence, where the browser may write to the clipboard.
for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
    const told = button.parentElement.querySelector("[data-copied]");
    told.textContent = told.dataset.copied;
  });
}
