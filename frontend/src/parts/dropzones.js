// [data-dropzone] around an <input type=file>: files can be dropped on it; what is chosen is listed and can be taken out.
// data-limit: bytes of one file; a larger one is refused before anything is sent.
import { fresh, make } from "./find.js";

const refused = new Map(); // field: words; they stay when an answer brings the zone anew

export function bindDropzones(piece) {
  for (const zone of fresh(piece, "[data-dropzone]")) {
    const input = zone.querySelector("input[type=file]");
    if (input) bindZone(zone, input);
  }
}

function bindZone(zone, input) {
  const list = zone.appendChild(make("ul", { class: "dropzone-files", "aria-live": "polite" }));
  const limit = Number(zone.dataset.limit) || Infinity;
  const show = () => {
    list.replaceChildren(...[...input.files].map((file, at) => entry(input, file, at, show)));
    zone.querySelector(".errorlist")?.remove();
    const words = refused.get(input.name) ?? [];
    if (words.length) zone.append(make("ul", { class: "errorlist", role: "alert" }, ...words.map((one) => make("li", {}, one))));
  };
  const mark = (on) => zone.classList.toggle("is-over", on);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", (event) => zone.contains(event.relatedTarget) || mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    const dropped = [...event.dataTransfer.files].filter((file) => accepted(input, file));
    setFiles(input, input.multiple ? [...input.files, ...dropped] : dropped.slice(0, 1));
    show();
  });
  input.addEventListener("change", (event) => {
    const large = [...input.files].filter((file) => file.size > limit);
    if (large.length) {
      event.stopImmediatePropagation();
      keep(input, [...input.files].filter((file) => file.size <= limit));
    }
    refused.set(input.name, large.map((file) => `文件“${file.name}”超过 ${Math.round(limit / 1024 / 1024)} MB，请压缩扫描件或拆成几个文件后再传`));
    show();
  });
  show();
}

// What is left of a choice is chosen anew; if nothing is, nobody else hears of it.
function keep(input, files) {
  if (files.length) setFiles(input, files);
  else input.value = "";
}

function accepted(input, file) {
  const kinds = input.accept.split(",").map((kind) => kind.trim().toLowerCase()).filter(Boolean);
  const name = file.name.toLowerCase();
  const fits = (kind) => (kind.startsWith(".") ? name.endsWith(kind) : new RegExp(`^${kind.replace("*", ".*")}$`).test(file.type));
  return !kinds.length || kinds.some(fits);
}

function setFiles(input, files) {
  const holder = new DataTransfer();
  for (const file of files) holder.items.add(file);
  input.files = holder.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function entry(input, file, at, show) {
  const out = make("button", { type: "button", class: "link-button", "aria-label": `去掉 ${file.name}` }, "去掉");
  out.addEventListener("click", (event) => {
    event.preventDefault();
    setFiles(input, [...input.files].filter((_, other) => other !== at));
    show();
    input.focus();
  });
  return make("li", {}, make("span", { class: "dropzone-name" }, file.name), make("span", { class: "muted" }, size(file.size)), out);
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
