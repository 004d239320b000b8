// <button data-confirm="问题">: asks before the form is sent. data-confirm-yes: the word of the button.
// data-confirm-reason="field": also asks for a reason (必填) and sends it as that field.
import { make } from "./find.js";

export function bindConfirm() {
  document.addEventListener(
    "submit",
    async (event) => {
      const button = event.submitter;
      if (!button?.dataset.confirm || button.dataset.confirmed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!event.target.reportValidity()) return;
      const answer = await ask(button);
      if (!answer) return;
      if (button.dataset.confirmReason) setField(event.target, button.dataset.confirmReason, answer.reason);
      button.dataset.confirmed = "1";
      event.target.requestSubmit(button);
      delete button.dataset.confirmed;
    },
    true,
  );
}

function setField(form, name, value) {
  const field = form.elements[name] ?? form.appendChild(make("input", { type: "hidden", name }));
  field.value = value;
}

function ask(button) {
  const wantsReason = Boolean(button.dataset.confirmReason);
  const reason = make("textarea", { rows: 3, required: true, maxlength: 500, class: "form-control", id: "confirm-reason" });
  const danger = button.classList.contains("btn-danger") ? "btn-danger" : "btn-primary";
  const yes = make("button", { class: `btn ${danger}`, value: "yes" }, button.dataset.confirmYes || button.textContent.trim());
  const no = make("button", { class: "btn", type: "button" }, "取消");
  const label = make("label", { for: "confirm-reason", class: "dialog-label" }, "理由");
  const body = make("p", {}, button.dataset.confirm);
  const form = make("form", { method: "dialog" }, body, ...(wantsReason ? [label, reason] : []), make("div", { class: "dialog-foot" }, yes, no));
  const dialog = make("dialog", { class: "dialog dialog-small", "aria-label": "请确认" }, form);
  document.body.append(dialog);
  no.addEventListener("click", () => dialog.close());
  dialog.showModal();
  (wantsReason ? reason : yes).focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      button.focus();
      resolve(dialog.returnValue === "yes" ? { reason: reason.value } : null);
    });
  });
}
