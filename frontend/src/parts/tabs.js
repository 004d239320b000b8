// [data-tabs]: its links (#id) show one panel at a time; without script all panels stand under each other.
import { fresh } from "./find.js";

export function bindTabs(piece) {
  for (const bar of fresh(piece, "[data-tabs]")) {
    const links = [...bar.querySelectorAll("a[href^='#']")];
    const panel = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const choose = (chosen, focus) => {
      for (const link of links) {
        const on = link === chosen;
        link.setAttribute("aria-selected", String(on));
        link.tabIndex = on ? 0 : -1;
        if (panel(link)) panel(link).hidden = !on;
      }
      if (focus) chosen.focus();
    };
    bar.setAttribute("role", "tablist");
    for (const link of links) {
      link.setAttribute("role", "tab");
      link.setAttribute("aria-controls", link.hash.slice(1));
      panel(link)?.setAttribute("role", "tabpanel");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        choose(link, false);
        history.replaceState(null, "", link.hash);
      });
    }
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = links.indexOf(event.target);
      if (step && at >= 0) choose(links[(at + step + links.length) % links.length], true);
    });
    choose(links.find((link) => link.hash === location.hash) ?? links[0], false);
  }
}
