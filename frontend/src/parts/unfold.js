// A row with data-unfold="id" opens the row of that id below it. The row gets a button in its first cell, or
// in the cell with class "unfold-here". data-src on the row that opens: its content is fetched at the first opening.
import htmx from "../htmx.js";
import { fresh, make } from "./find.js";

export function bindUnfold(piece) {
  for (const row of fresh(piece, "[data-unfold]")) {
    const folded = document.getElementById(row.dataset.unfold);
    if (folded) bindRow(row, folded);
  }
}

function bindRow(row, folded) {
  const cell = row.querySelector(".unfold-here") ?? row.cells?.[0] ?? row;
  const button = make("button", { type: "button", class: "unfold", "aria-controls": folded.id, "aria-label": "展开明细" });
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    row.classList.toggle("is-open", open);
    folded.hidden = !open;
    if (open) fetchOnce(folded);
  };
  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  cell.prepend(button);
  show(!folded.hidden);
  row.addEventListener("click", (event) => {
    const other = event.target.closest("a, input, select, textarea, label, button:not(.unfold)");
    if (!other && !String(getSelection())) show(!isOpen());
  });
  row.addEventListener("keydown", (event) => {
    if (event.target !== row || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    show(!isOpen());
  });
}

function fetchOnce(folded) {
  const source = folded.dataset.src;
  if (!source) return;
  delete folded.dataset.src;
  const target = folded.querySelector("td:last-child") ?? folded;
  target.textContent = "正在读取…";
  htmx.ajax("GET", source, { target, swap: "innerHTML" });
}
