import { metrics } from "@/examples/sre/metrics";
import { medianOf } from "./bootstrap";
import { type Arm, arms, type SeedResult } from "./run-seed";

const names: Record<Arm, string> = {
  none: "no memory",
  memory: "memory",
  dream: "memory + dream",
  "strange-dream": "another world's dream",
};
// Between black and white, so that each stands out on a light page and on a dark one.
const colours: Record<Arm, string> = {
  none: "#8b949e",
  memory: "#3f8cd9",
  dream: "#8f6be8",
  "strange-dream": "#c77b2a",
};
const ink = "#768390";
const shown = ["mitigate", "calls", "errors", "bytes"];
const [width, labelWidth, barHeight, gap, panelGap] = [760, 170, 14, 6, 34];
const panelHeight = arms.length * (barHeight + gap) + panelGap;

/** Four measures by arm: the bar is the median of the worlds, the line its middle half. */
export function plotArms(results: readonly SeedResult[]): string {
  const panels = metrics.filter(({ name }) => shown.includes(name));
  const body = panels.map((metric, panel) => {
    const values = arms.map((arm) => results.map((result) => metric.of(result.arms[arm])));
    const most = Math.max(1e-9, ...values.map((list) => quantile(list, 0.75)), ...values.map(medianOf));
    const x = (value: number) => labelWidth + (value / most) * (width - labelWidth - 90);
    const top = panel * panelHeight + 22;
    const bars = arms.map((arm, index) => {
      const list = values[index] ?? [];
      const y = top + 8 + index * (barHeight + gap);
      const middle = y + barHeight / 2;
      const [low, median, high] = [quantile(list, 0.25), medianOf(list), quantile(list, 0.75)].map(x);
      return [
        text(labelWidth - 8, middle + 4, names[arm], "end"),
        `<rect x="${labelWidth}" y="${y}" width="${fixed((median ?? 0) - labelWidth)}" height="${barHeight}" rx="2" fill="${colours[arm]}"/>`,
        `<line x1="${fixed(low ?? 0)}" x2="${fixed(high ?? 0)}" y1="${middle}" y2="${middle}" stroke="${ink}" stroke-width="2"/>`,
        text(Math.max(median ?? 0, high ?? 0) + 8, middle + 4, medianOf(list).toFixed(metric.digits), "start"),
      ].join("");
    });
    return `${text(0, top, metric.title, "start", 600)}${bars.join("")}`;
  });
  const height = panels.length * panelHeight + 12;
  const title = `${results.length} simulated worlds, days 6 to 10: bars are medians, lines the middle half`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="Inter, system-ui, sans-serif" font-size="12">${body.join("")}</svg>\n`;
}

function text(x: number, y: number, words: string, anchor: "start" | "end", weight = 400): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" font-weight="${weight}" fill="${ink}">${words}</text>`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
