// Find elements of a piece of the page, the piece itself included; each only once for a purpose.
const seen = new WeakMap();

export function fresh(piece, selector) {
  const found = [...piece.querySelectorAll(selector)];
  if (piece.matches?.(selector)) found.unshift(piece);
  return found.filter((element) => {
    const purposes = seen.get(element) ?? new Set();
    if (purposes.has(selector)) return false;
    seen.set(element, purposes.add(selector));
    return true;
  });
}

// Make an element: make("button", {type: "button", class: "btn"}, "确定").
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}
