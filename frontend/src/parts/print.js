// [data-print]: print the page; folded parts are opened for it.
export function bindPrint() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  window.addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("main details:not([open]):not(.pulldown)")) {
      folded.dataset.openedForPrint = "";
      folded.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const opened of document.querySelectorAll("details[data-opened-for-print]")) {
      delete opened.dataset.openedForPrint;
      opened.open = false;
    }
  });
}
