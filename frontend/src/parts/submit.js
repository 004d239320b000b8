// A form is sent once: after the first submit its buttons are out of use until the answer or, at worst, 20 seconds.
// data-again on the form lifts this (downloads).
const PATIENCE = 20_000;

export function bindSubmit() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target === "_blank" || "again" in form.dataset) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    // Later, so that the pressed button still goes with the form.
    setTimeout(() => lock(form, event.submitter), 0);
    setTimeout(() => release(form), PATIENCE);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });
}

function buttons(form) {
  return [...form.elements].filter((element) => element.type === "submit");
}

function lock(form, pressed) {
  if (!form.dataset.sent) return;
  for (const button of buttons(form)) button.disabled = true;
  pressed?.classList.add("is-busy");
  form.setAttribute("aria-busy", "true");
}

function release(form) {
  if (!form.dataset.sent) return;
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  for (const button of buttons(form)) {
    button.disabled = false;
    button.classList.remove("is-busy");
  }
}
