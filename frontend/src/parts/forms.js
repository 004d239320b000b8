// Small helps in forms: the count under a text field, 全选, select fields that send their form.
import { fresh, make } from "./find.js";

export function bindForms(piece) {
  fresh(piece, "textarea[maxlength]:not([data-no-count])").forEach(countLetters);
  fresh(piece, "[data-check-all]").forEach(checkAll);
  for (const select of fresh(piece, "select[data-autosubmit]")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }
}

function countLetters(field) {
  const count = make("span", { class: "field-count", "aria-hidden": "true" });
  const show = () => (count.textContent = `${[...field.value].length} / ${field.maxLength} 字`);
  field.after(count);
  field.addEventListener("input", show);
  field.addEventListener("change", show);
  show();
}

// <input type=checkbox data-check-all="name">: checks all boxes of that name in its form or table;
// [data-checked-count] in the same form says how many are checked.
function checkAll(box) {
  const scope = box.form ?? box.closest("table") ?? document;
  const boxes = () => [...scope.querySelectorAll(`input[type=checkbox][name="${CSS.escape(box.dataset.checkAll)}"]`)];
  const show = () => {
    const checked = boxes().filter((one) => one.checked).length;
    box.checked = checked > 0 && checked === boxes().length;
    box.indeterminate = checked > 0 && !box.checked;
    for (const place of scope.querySelectorAll("[data-checked-count]")) place.textContent = checked;
    for (const button of scope.querySelectorAll("[data-needs-checked]")) button.disabled = !checked;
  };
  box.addEventListener("change", () => {
    for (const one of boxes()) one.checked = box.checked;
    show();
  });
  scope.addEventListener("change", (event) => event.target !== box && show());
  show();
}
