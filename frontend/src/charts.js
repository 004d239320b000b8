// Draws each [data-chart="id"] from the options in <script type="application/json" id="id">, as SVG.
import { BarChart, LineChart, PieChart, RadarChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  RadarComponent,
  TitleComponent,
  TooltipComponent,
} from "echarts/components";
import { init, registerTheme, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([
  BarChart, LineChart, PieChart, RadarChart, ScatterChart,
  AriaComponent, DatasetComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, RadarComponent,
  TitleComponent, TooltipComponent, LabelLayout, SVGRenderer,
]);

const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--k-${name}`).trim();
const text = { fontFamily: colour("font"), fontSize: 12, color: colour("ink") };
const axis = {
  axisLine: { lineStyle: { color: colour("line-strong") } },
  axisTick: { show: false },
  axisLabel: { color: colour("ink-2"), fontFamily: text.fontFamily },
  splitLine: { lineStyle: { color: colour("line") } },
};

registerTheme("kaoping", {
  color: [colour("got"), colour("green"), colour("open"), "#7a6bb0", "#4f9aa3", colour("lost-ink"), "#9a7b56"],
  textStyle: text,
  title: { textStyle: { ...text, fontSize: 13, fontWeight: 600 }, subtextStyle: text },
  legend: { textStyle: text, itemWidth: 10, itemHeight: 10, icon: "roundRect" },
  categoryAxis: { ...axis, splitLine: { show: false } },
  valueAxis: { ...axis, axisLine: { show: false } },
  radar: { axisName: text, splitArea: { show: false }, splitLine: axis.splitLine, axisLine: axis.splitLine },
  tooltip: { textStyle: text, borderColor: colour("line-strong"), confine: true },
  line: { symbolSize: 5, lineStyle: { width: 2 } },
  bar: { barMaxWidth: 22 },
});

const drawn = new Map();
const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => drawn.get(target)?.resize()));

function draw(place) {
  const source = document.getElementById(place.dataset.chart);
  if (!source) return;
  drawn.get(place)?.dispose();
  const chart = init(place, "kaoping", { renderer: "svg" });
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const options = JSON.parse(source.textContent);
  if (options.legend) options.legend.type ??= "scroll";
  chart.setOption({ animation: !still, animationDuration: 250, ...options, textStyle: text });
  drawn.set(place, chart);
  resized.observe(place);
}

window.kaopingCharts = (piece) => {
  for (const [place, chart] of drawn) {
    if (place.isConnected) continue;
    chart.dispose();
    drawn.delete(place);
  }
  piece.querySelectorAll("[data-chart]").forEach(draw);
};

// Paper is narrower than the screen, and is not waited for: a chart is drawn at once.
function toPaper() {
  const width = document.body.classList.contains("paper-wide") ? 980 : 660;
  for (const chart of drawn.values()) {
    chart.resize({ width });
    chart.getZr().flush();
  }
}
window.addEventListener("beforeprint", toPaper);
window.addEventListener("afterprint", () => drawn.forEach((chart) => chart.resize()));
