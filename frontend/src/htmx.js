// htmx as a module sets no global, and extensions look for one: this module comes first.
import htmx from "htmx.org";

window.htmx = htmx;
Object.assign(htmx.config, {
  allowEval: false, // pages keep a strict content security policy
  includeIndicatorStyles: false, // app.css has them
  historyCacheSize: 0, // no page with scores stays in the browser's storage
  selfRequestsOnly: true,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..|422", swap: true }, // 422 says in words what is wrong
    { code: "...", swap: false, error: true },
  ],
});

export default htmx;
