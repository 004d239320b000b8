// What every page needs. Each part looks for its own data attributes and does nothing where there are none;
// pages work without any of it.
import htmx from "./htmx.js";
import { Idiomorph } from "idiomorph/htmx";
import { bindCharts } from "./parts/charts.js";
import { bindCitations, bindDialogs } from "./parts/dialogs.js";
import { bindConfirm } from "./parts/confirm.js";
import { bindDates } from "./parts/dates.js";
import { bindDrafts } from "./parts/drafts.js";
import { bindDropzones } from "./parts/dropzones.js";
import { bindFailures } from "./parts/failures.js";
import { bindFocus } from "./parts/focus.js";
import { bindForms } from "./parts/forms.js";
import { bindGrids } from "./parts/grids.js";
import { bindMenu } from "./parts/menu.js";
import { bindPrint } from "./parts/print.js";
import { bindSearch } from "./parts/search.js";
import { bindSubmit } from "./parts/submit.js";
import { bindTabs } from "./parts/tabs.js";
import { bindUnfold } from "./parts/unfold.js";
import { csrfToken } from "./parts/csrf.js";

document.documentElement.classList.add("js");
document.body.setAttribute("hx-ext", "morph");
Idiomorph.defaults.ignoreActiveValue = true; // what is being typed is left alone
document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = csrfToken();
});

// Once a page: they listen on the document.
const once = [bindMenu, bindSearch, bindCitations, bindDialogs, bindConfirm, bindSubmit, bindPrint, bindGrids, bindFailures, bindFocus];
once.forEach((bind) => bind());

// For the page and for each piece that htmx brings.
const inPiece = [bindCharts, bindDates, bindDrafts, bindDropzones, bindForms, bindTabs, bindUnfold];
htmx.onLoad((piece) => inPiece.forEach((bind) => bind(piece)));
