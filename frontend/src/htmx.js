// htmx as a module sets no global, and extensions look for one: this module comes first.
import htmx from "htmx.org";

window.htmx = htmx;
Object.assign(htmx.config, {
  allowEval: false, // pages keep a strict content security policy
  includeIndicatorStyles: false, // app.css has them
  historyCacheSize: 0, // no page with scores stays in the browser's storage
  selfRequestsOnly: true,
});

export default htmx;
