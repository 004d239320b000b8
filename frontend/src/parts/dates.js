// input[data-day]: says the weekday, puts the date into one form, and opens a small calendar.
import { fresh, make } from "./find.js";

const WEEK = ["日", "一", "二", "三", "四", "五", "六"];

// A morph keeps the field and throws its box away: the box is made anew, the field listens once.
export function bindDates(piece) {
  for (const input of piece.querySelectorAll("input[data-day]")) if (!input.closest(".day-box")) wrap(input);
  fresh(piece, "input[data-day]").forEach(listen);
}

function wrap(input) {
  const weekday = make("span", { class: "day-weekday", "aria-hidden": "true" });
  const button = make("button", { type: "button", class: "day-button", "aria-label": "选日期", tabindex: "-1", disabled: input.disabled || input.readOnly }, "▾");
  const box = make("span", { class: "day-box" });
  input.replaceWith(box);
  box.append(input, weekday, button);
  button.addEventListener("click", () => toggle(box, input));
  show(input);
}

function listen(input) {
  input.addEventListener("input", () => show(input));
  input.addEventListener("change", () => {
    const day = parse(input.value);
    if (day) input.value = iso(day);
    show(input);
  });
  input.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "ArrowDown") toggle(input.closest(".day-box"), input);
  });
}

function show(input) {
  const day = parse(input.value);
  input.closest(".day-box").querySelector(".day-weekday").textContent = day ? `星期${WEEK[day.getDay()]}` : "";
}

// 2026-01-09, 2026.1.9, 2026/1/9, 2026年1月9日, 20260109; full-width digits too.
export function parse(text) {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const match = plain.match(/^(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d\d)(\d\d))$/);
  if (!match) return null;
  const [year, month, day] = [match[1], match[2] ?? match[4], match[3] ?? match[5]].map(Number);
  const found = new Date(year, month - 1, day);
  return found.getMonth() === month - 1 && found.getDate() === day ? found : null;
}

function iso(day) {
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function toggle(box, input) {
  const before = box.querySelector(".calendar");
  if (before) {
    before.remove();
    return;
  }
  const today = parse(document.body.dataset.today || "") ?? new Date();
  const calendar = make("div", { class: "calendar", role: "dialog", "aria-label": "选日期" });
  box.append(calendar);
  draw(calendar, input, parse(input.value) ?? today, today);
  calendar.querySelector("[aria-current], .calendar-day")?.focus();
  calendar.addEventListener("keydown", (event) => keys(event, calendar, input));
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || calendar.remove());
}

function draw(calendar, input, shown, today) {
  const chosen = parse(input.value);
  const first = new Date(shown.getFullYear(), shown.getMonth(), 1);
  const start = new Date(first.getFullYear(), first.getMonth(), 1 - ((first.getDay() + 6) % 7));
  const step = (months, word, label) => {
    const button = make("button", { type: "button", class: "calendar-step", "aria-label": label }, word);
    button.addEventListener("click", () => {
      draw(calendar, input, new Date(first.getFullYear(), first.getMonth() + months, 1), today);
      calendar.querySelector(`[aria-label="${label}"]`).focus();
    });
    return button;
  };
  const title = make("b", {}, `${first.getFullYear()}年${first.getMonth() + 1}月`);
  const head = make("div", { class: "calendar-head" }, step(-12, "«", "上一年"), step(-1, "‹", "上一月"), title, step(1, "›", "下一月"), step(12, "»", "下一年"));
  const names = [...WEEK.slice(1), WEEK[0]].map((name) => make("span", { class: "calendar-name" }, name));
  const days = Array.from({ length: 42 }, (_, at) => {
    const day = new Date(start.getFullYear(), start.getMonth(), start.getDate() + at);
    const out = day.getMonth() !== first.getMonth();
    const button = make("button", { type: "button", class: `calendar-day${out ? " is-out" : ""}${+day === +today ? " is-today" : ""}`, "data-iso": iso(day) }, String(day.getDate()));
    if (chosen && +day === +chosen) button.setAttribute("aria-current", "date");
    button.addEventListener("click", () => pick(calendar, input, iso(day)));
    return button;
  });
  const now = make("button", { type: "button", class: "link-button" }, "今天");
  now.addEventListener("click", () => pick(calendar, input, iso(today)));
  calendar.replaceChildren(head, make("div", { class: "calendar-days" }, ...names, ...days), now);
}

function pick(calendar, input, value) {
  input.value = value;
  input.focus();
  calendar.remove();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function keys(event, calendar, input) {
  if (event.key === "Escape") {
    event.stopPropagation();
    input.focus();
    calendar.remove();
    return;
  }
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  const days = [...calendar.querySelectorAll(".calendar-day")];
  const at = days.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  days[at + step]?.focus();
}
