// <form data-draft="key">: what is typed is kept in this browser, for this person, until the form has been sent.
// When the form opens empty again, a bar offers to bring it back.
// <form data-forgets="key" hx-post=…>: drops the draft that the server keeps; this browser's goes with it.
import { fresh, make } from "./find.js";

const PREFIX = "kaoping:draft:";
const SENT = "kaoping:sent";
const SKIPPED = new Set(["password", "file", "hidden", "submit", "button", "reset"]);
const DAYS = 30;
const waiting = new WeakMap(); // form: what is kept for fields that it does not have yet

export function bindDrafts(piece) {
  if (piece === document.body) forgetSent();
  for (const form of fresh(piece, "form[data-draft]")) bindForm(form);
  for (const form of fresh(piece, "form[data-forgets]")) form.addEventListener("htmx:afterRequest", () => startAnew(form));
  const around = piece.closest("form[data-draft]");
  if (waiting.has(around)) restore(around, waiting.get(around));
}

function startAnew(form) {
  localStorage.removeItem(mine() + form.dataset.forgets);
  location.reload();
}

const mine = () => `${PREFIX}${document.body.dataset.actor || ""}:`;
const keyOf = (form) => mine() + form.dataset.draft;
const fields = (form) => [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type));

function bindForm(form) {
  const kept = read(keyOf(form));
  const started = values(form);
  if (kept && !form.querySelector(".is-invalid, .errorlist") && differs(kept.values, started)) offer(form, kept);
  let timer = 0;
  const save = () => {
    clearTimeout(timer);
    timer = 0;
    write(keyOf(form), values(form));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => {
    save();
    sessionStorage.setItem(SENT, keyOf(form));
  });
  window.addEventListener("pagehide", () => timer && save());
}

// A page of ours came after the sending, and not the form with its errors: the draft has done its work.
// A page that knows nobody came because the session had ended: nothing was taken.
function forgetSent() {
  const key = sessionStorage.getItem(SENT);
  if (!key) return;
  sessionStorage.removeItem(SENT);
  if (!key.startsWith(mine())) return;
  const [arrival] = performance.getEntriesByType("navigation");
  const again = [...document.querySelectorAll("form[data-draft]")].find((form) => keyOf(form) === key);
  const returned = again?.querySelector(".is-invalid, .errorlist") || (again && arrival?.type === "back_forward");
  if (!returned && !document.body.classList.contains("page-failed")) localStorage.removeItem(key);
}

function values(form) {
  const found = {};
  for (const field of fields(form)) {
    const list = (found[field.name] ??= []);
    if (field.type === "select-multiple") list.push(...[...field.selectedOptions].map((option) => option.value));
    else if (!["checkbox", "radio"].includes(field.type) || field.checked) list.push(field.value);
  }
  return found;
}

// All values first, then the events: a rule that changes fetches its fields with what stands in the form. What is
// kept for those fields waits until they have come.
function restore(form, kept) {
  const left = Object.fromEntries(Object.entries(kept).map(([name, list]) => [name, [...list]]));
  const found = fields(form).filter((field) => left[field.name]);
  for (const field of found) {
    const list = left[field.name];
    if (["checkbox", "radio"].includes(field.type)) field.checked = list.includes(field.value);
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = list.includes(option.value);
    else field.value = list.shift() ?? "";
  }
  for (const field of found) delete left[field.name];
  if (Object.keys(left).length) waiting.set(form, left);
  else waiting.delete(form);
  for (const field of found) field.dispatchEvent(new Event("change", { bubbles: true }));
}

function offer(form, kept) {
  const use = make("button", { type: "button", class: "btn btn-sm btn-primary" }, "恢复草稿");
  const drop = make("button", { type: "button", class: "btn btn-sm" }, "不要了");
  const text = `本机有 ${when(kept.at)} 未提交的草稿。`;
  const bar = make("div", { class: "note note-wait draft-offer", role: "status" }, make("span", {}, text), use, drop);
  use.addEventListener("click", () => {
    restore(form, kept.values);
    bar.remove();
    fields(form)[0]?.focus();
  });
  drop.addEventListener("click", () => {
    localStorage.removeItem(keyOf(form));
    bar.remove();
  });
  form.prepend(bar);
}

const differs = (one, other) => JSON.stringify(one) !== JSON.stringify(other);

function when(stamp) {
  const day = new Date(stamp);
  const minutes = String(day.getMinutes()).padStart(2, "0");
  return `${day.getMonth() + 1}月${day.getDate()}日 ${day.getHours()}:${minutes}`;
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.at < DAYS * 86_400_000 ? kept : null;
  } catch {
    return null;
  }
}

function write(key, kept) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: kept }));
  } catch {
    // The browser keeps nothing for us: the form works all the same.
  }
}
