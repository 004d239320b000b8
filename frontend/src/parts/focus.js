// An answer may take away what had the focus: the focus then goes to the first field that is new, so that Tab goes on there.
const FIELDS = "input:not([type=hidden]), select, textarea";
const fields = (place) => [...(place?.querySelectorAll(FIELDS) ?? [])];

export function bindFocus() {
  let held = null;
  document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
    held = target.contains(document.activeElement) ? { id: target.id, before: new Set(fields(target)) } : null;
  });
  document.addEventListener("htmx:afterRequest", () => {
    if (held && document.activeElement === document.body) {
      fields(document.getElementById(held.id)).find((field) => !held.before.has(field))?.focus();
    }
    held = null;
  });
}
