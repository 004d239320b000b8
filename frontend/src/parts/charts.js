// Charts are drawn by a bundle of their own, fetched only by pages that have one.
let asked = false;

export function bindCharts(piece) {
  if (!piece.querySelector("[data-chart]")) return;
  if (window.kaopingCharts) window.kaopingCharts(piece);
  else if (!asked) fetchBundle();
}

function fetchBundle() {
  asked = true;
  const address = document.querySelector("meta[name=charts]")?.content;
  if (!address) return;
  const script = document.createElement("script");
  script.src = address;
  script.onload = () => window.kaopingCharts(document.body);
  document.head.append(script);
}
