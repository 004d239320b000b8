// Links that open beside the page: a.cite (the article, in a panel at the link) and a[data-dialog] (a dialog).
// The address answers with a piece, or with a whole page of which the part [data-fragment], else main, is taken.
import htmx from "../htmx.js";
import { make } from "./find.js";

export function bindCitations() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.cite");
    if (!link || opensElsewhere(event, link)) return;
    event.preventDefault();
    await openPanel(link);
  });
}

export function bindDialogs() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (!link || opensElsewhere(event, link)) return;
    event.preventDefault();
    const dialog = frame(link.dataset.dialog || link.textContent.trim(), link, "dialog");
    dialog.showModal();
    await fill(dialog, link);
  });
}

function opensElsewhere(event, link) {
  const keys = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
  return keys || link.target === "_blank" || (!link.getAttribute("href") && !link.dataset.text);
}

async function openPanel(link) {
  const before = document.querySelector("dialog.article");
  const same = before && before.opener === link;
  before?.close();
  if (same) return;
  const dialog = frame(link.dataset.title || link.textContent.trim(), link, "article");
  dialog.opener = link;
  const { scrollX, scrollY } = window;
  dialog.show(); // takes the focus before it has its place, and the page along with it
  window.scrollTo(scrollX, scrollY);
  place(dialog, link);
  dialog.querySelector(".dialog-close").focus({ preventScroll: true });
  await fill(dialog, link);
  place(dialog, link);
}

function frame(title, opener, name) {
  const close = make("button", { type: "button", class: "dialog-close", "aria-label": "关闭" }, "×");
  const head = make("header", { class: "dialog-head" }, make("h2", {}, title), close);
  const dialog = make("dialog", { class: name, "aria-label": title }, head, make("div", { class: "dialog-body" }, "正在读取…"));
  document.body.append(dialog);
  const shut = (event) => {
    const outside = event.type === "click" ? !dialog.contains(event.target) && !opener.contains(event.target) : event.key === "Escape";
    if (outside) dialog.close();
  };
  close.addEventListener("click", () => dialog.close());
  if (name === "article") {
    document.addEventListener("click", shut);
    document.addEventListener("keydown", shut);
  } else {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
  dialog.addEventListener("close", () => {
    document.removeEventListener("click", shut);
    document.removeEventListener("keydown", shut);
    const held = dialog.contains(document.activeElement) || document.activeElement === document.body;
    dialog.remove();
    if (held) opener.focus({ preventScroll: true });
  });
  return dialog;
}

async function fill(dialog, link) {
  const body = dialog.querySelector(".dialog-body");
  if (link.dataset.text) {
    body.textContent = link.dataset.text;
    if (link.getAttribute("href")) body.append(make("p", { class: "dialog-more" }, make("a", { href: link.href }, "看原文")));
    return;
  }
  try {
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const piece = page.querySelector("[data-fragment]") ?? page.querySelector("main") ?? page.body;
    body.replaceChildren(...piece.childNodes);
    htmx.process(body);
  } catch {
    body.replaceChildren("没有读到内容。", make("a", { href: link.href }, "打开页面"));
  }
}

// Below the link, or above it where there is no room; small screens have it at the foot (style sheet).
function place(dialog, link) {
  if (window.matchMedia("(max-width: 700px)").matches) return;
  const at = link.getBoundingClientRect();
  const { width, height } = dialog.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + 6;
  const top = below + height > window.innerHeight && at.top - height - 6 > 0 ? at.top - height - 6 : below;
  dialog.style.left = `${left + window.scrollX}px`;
  dialog.style.top = `${top + window.scrollY}px`;
}
