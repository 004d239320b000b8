// The side menu is a drawer on small screens; without script the button is a link to it.
export function bindMenu() {
  const button = document.querySelector("[data-menu-button]");
  const menu = document.getElementById("menu");
  if (!button || !menu) return;
  const show = (open) => {
    menu.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  const isOpen = () => menu.classList.contains("is-open");
  button.setAttribute("role", "button");
  show(false);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    show(!isOpen());
    if (isOpen()) menu.querySelector("a")?.focus();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      button.click();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    show(false);
    button.focus();
  });
  // Details that work as a pull-down close when the focus or a click goes elsewhere.
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.pulldown[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest?.("details.pulldown[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}
