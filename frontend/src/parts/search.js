// "/" goes to the search field, wherever nothing is being typed.
export function bindSearch() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true], dialog[open]");
    const field = document.querySelector("[data-search]");
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || typing || !field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
