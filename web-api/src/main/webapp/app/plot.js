/** Drawings of numbers. Here alone an amount becomes a number: its place on the screen. */

import { el, svg, when } from "./dom.js";
import { format } from "./money.js";

const WIDTH = 600;
const HEIGHT = 160;
const MARGIN = 6;

/**
 * A balance over time: a line that steps at every entry.
 *
 * @param entries of a statement, the oldest first, at least one
 */
export function balancePlot(openingMinor, entries, currency) {
  const values = [openingMinor, ...entries.map(entry => entry.balanceAfterMinor)];
  const lowest = least([0n, ...values]);
  const highest = greatest([0n, ...values]);
  const y = value => highest === lowest ? HEIGHT - MARGIN
      : HEIGHT - MARGIN - Number((value - lowest) * 10_000n / (highest - lowest)) / 10_000 * (HEIGHT - 2 * MARGIN);
  const times = entries.map(entry => Date.parse(entry.at));
  const first = times[0];
  const span = Math.max(1, times.at(-1) - first);
  const x = time => WIDTH * (0.04 + 0.9 * (time - first) / span);

  let line = `M0 ${y(openingMinor)}`;
  entries.forEach((entry, i) => {
    line += `H${x(times[i]).toFixed(1)}V${y(entry.balanceAfterMinor).toFixed(1)}`;
  });
  line += `H${WIDTH}`;

  const last = values.at(-1);
  return el("figure", { class: "plot" },
      el("div", { class: "plot-scale", "aria-hidden": "true" },
          el("span", {}, format(highest, currency)), el("span", {}, format(lowest, currency))),
      svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img",
        "aria-label": "The balance over time, described below" },
      svg("line", { class: "plot-zero", x1: 0, x2: WIDTH, y1: y(0n), y2: y(0n) }),
      svg("path", { class: "plot-area", d: `${line}V${y(0n)}H0Z` }),
      svg("path", { class: "plot-line", d: line })),
      el("figcaption", {}, "From ", when(entries[0].at), " to ", when(entries.at(-1).at),
          `: ${format(openingMinor, currency)} at first, ${format(last, currency)} at the end, between `
          + `${format(least(values), currency)} and ${format(greatest(values), currency)}.`));
}

function least(values) {
  return values.reduce((one, other) => other < one ? other : one);
}

function greatest(values) {
  return values.reduce((one, other) => other > one ? other : one);
}

/**
 * Two rates over time, drawn small; the numbers beside it say the same of now.
 *
 * @param series per line: a class and its numbers, null where nothing is known
 * @param length how many numbers a full line has
 */
export function sparkline(series, length) {
  const most = Math.max(1, ...series.flatMap(line => line.values));
  return svg("svg", { class: "spark", viewBox: `0 0 ${length} 24`, preserveAspectRatio: "none", "aria-hidden": "true" },
      ...series.map(line => {
        const start = length - line.values.length;
        const points = line.values.map((value, i) => `${start + i},${(23 - 22 * (value ?? 0) / most).toFixed(1)}`);
        return svg("polyline", { class: line.name, points: points.join(" ") });
      }));
}
