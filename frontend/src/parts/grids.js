// table[data-grid]: cells with fields work like a sheet. Enter and the arrows go down and up, and a block copied from
// Excel or WPS is spread over the fields from the one it is pasted into.
export function bindGrids() {
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("table[data-grid] input");
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!field || !step || event.isComposing) return;
    event.preventDefault();
    at(field, step, 0)?.focus();
  });
  document.addEventListener("focusin", (event) => event.target.closest?.("table[data-grid] input[type=text]")?.select());
  document.addEventListener("paste", (event) => {
    const field = event.target.closest?.("table[data-grid] input");
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!field || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    spread(field, text.split("\n").map((line) => line.split("\t")));
  });
}

function spread(field, block) {
  block.forEach((line, down) =>
    line.forEach((value, right) => {
      const target = at(field, down, right);
      if (!target || target.readOnly || target.disabled) return;
      target.value = value.trim();
      target.classList.add("is-pasted");
      target.dispatchEvent(new Event("input", { bubbles: true }));
      target.dispatchEvent(new Event("change", { bubbles: true }));
    }),
  );
}

// The field so many rows below and columns to the right; rows without fields do not count.
function at(field, down, right) {
  const row = field.closest("tr");
  const rows = [...field.closest("table").querySelectorAll("tbody tr")].filter((one) => one.querySelector("input"));
  const inputs = (one) => [...one.querySelectorAll("input[type=text], input[type=number]")];
  const target = rows[rows.indexOf(row) + down];
  return target ? inputs(target)[inputs(row).indexOf(field) + right] : undefined;
}
