/* One chart of the last minutes: an SVG that is drawn anew with every sample. */
const SVG = "http://www.w3.org/2000/svg";
const SHORTEST = 60_000, LONGEST = 300_000, GAP = 4_000;
const LEFT = 44, RIGHT = 6, TOP = 6, BOTTOM = 20;

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  element.className = className || "";
  element.textContent = text || "";
  return element;
};
const draw = (tag, attributes, text) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
};

/* Two or three round numbers up to one that is not exceeded. */
const linear = (most, whole) => {
  const rough = Math.max(most, whole ? 2 : 1) / 2;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(s => s >= rough && (!whole || s % 1 === 0)) || 10 * power;
  return {ticks: [0, step, 2 * step], place: value => value / (2 * step)};
};
/* Powers of ten around what is there. */
const logarithmic = (least, most) => {
  const from = Math.floor(Math.log10(Math.max(1, least)));
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(1, most))) - from);
  const every = Math.ceil(decades / 3);
  const to = from + every * Math.ceil(decades / every);
  const ticks = [];
  for (let power = from; power <= to; power += every) ticks.push(10 ** power);
  return {ticks, place: value => (Math.log10(Math.max(10 ** from, value)) - from) / (to - from)};
};

export class Chart {
  /* series: [{name, shade, area, of: sample => number or null}]; format: number => text */
  constructor(figure, {title, unit, series, format, scale = "linear", whole = false}) {
    Object.assign(this, {title, series, format, scale, whole, samples: [], cursor: null});
    const caption = make("figcaption");
    this.when = make("span", "when");
    caption.append(make("span", "", title), this.when);
    this.headline = make("div", "headline");
    this.value = make("span", "value", "–");
    this.headline.append(this.value, make("small", "", unit));
    this.plot = draw("svg", {class: "plot", tabindex: "0", role: "slider", "aria-label": `${title}, by time`, "aria-orientation": "horizontal"});
    const legend = make("dl", "legend");
    this.values = series.map(({name, shade}) => {
      const row = make("div"), value = make("dd", "", "–");
      row.append(make("dt", shade, name), value);
      legend.append(row);
      return value;
    });
    figure.replaceChildren(caption, this.headline, this.plot, legend);
    this.plot.addEventListener("pointermove", event => this.point(event));
    this.plot.addEventListener("pointerleave", () => this.move(null));
    this.plot.addEventListener("blur", () => this.move(null));
    this.plot.addEventListener("keydown", event => this.press(event));
    new ResizeObserver(() => this.render()).observe(this.plot);
  }

  show(samples) {
    this.samples = samples;
    this.render();
  }

  point(event) {
    const x = event.clientX - this.plot.getBoundingClientRect().left;
    let nearest = null;
    for (const sample of this.samples)
      if (nearest === null || Math.abs(this.x(sample.time) - x) < Math.abs(this.x(nearest) - x)) nearest = sample.time;
    this.move(nearest);
  }

  press(event) {
    const last = this.samples.length - 1;
    const at = this.cursor === null ? last : this.samples.findIndex(sample => sample.time === this.cursor);
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, PageUp: at + 10, PageDown: at - 10, Home: 0, End: last}[event.key];
    if (event.key === "Escape") this.move(null);
    if (to === undefined || last < 0) return;
    event.preventDefault();
    this.move(this.samples[Math.min(last, Math.max(0, to))].time);
  }

  move(time) {
    this.cursor = time;
    this.render();
  }

  x(time) { return LEFT + (time - this.from) / (this.to - this.from) * (this.width - LEFT - RIGHT); }
  y(value) { return this.height - BOTTOM - Math.min(1, this.axis.place(value)) * (this.height - TOP - BOTTOM); }

  render() {
    const samples = this.samples;
    this.width = this.plot.clientWidth;
    this.height = this.plot.clientHeight;
    if (!samples.length || !this.width) return;
    this.to = samples.at(-1).time;
    this.from = this.to - Math.min(LONGEST, Math.max(SHORTEST, this.to - samples[0].time));
    const values = this.series.flatMap(({of}) => samples.map(of)).filter(value => value !== null);
    const least = Math.min(...values, Infinity), most = Math.max(...values, 0);
    this.axis = this.scale === "linear" ? linear(most, this.whole) : logarithmic(values.length ? least : 100, most || 10_000);
    const parts = [...this.grid(), ...this.series.flatMap(one => this.curve(one))];
    this.plot.replaceChildren(...parts, ...this.legend());
  }

  grid() {
    const parts = this.axis.ticks.flatMap(tick => {
      const y = Math.round(this.y(tick)) + .5;
      return [draw("line", {class: "grid", x1: LEFT, x2: this.width - RIGHT, y1: y, y2: y}),
        draw("text", {x: LEFT - 8, y: y + 4, "text-anchor": "end"}, this.format(tick, true))];
    });
    const seconds = Math.round((this.to - this.from) / 1000);
    parts.push(draw("text", {x: LEFT, y: this.height - 4}, seconds % 60 ? `${seconds} s ago` : `${seconds / 60} min ago`),
      draw("text", {x: this.width - RIGHT, y: this.height - 4, "text-anchor": "end"}, "now"));
    return parts;
  }

  /* A line for each stretch without a gap, and what is under it. */
  curve({of, shade, area}) {
    const stretches = [];
    let before = null;
    for (const sample of this.samples) {
      if (of(sample) === null) { before = null; continue; }
      if (before === null || sample.time - before > GAP) stretches.push([]);
      stretches.at(-1).push([this.x(sample.time), this.y(of(sample))].map(n => n.toFixed(1)));
      before = sample.time;
    }
    const ground = (this.height - BOTTOM).toFixed(1);
    const line = points => `M${points.map(point => point.join(" ")).join("L")}`;
    const parts = stretches.map(points => points.length > 1 ? draw("path", {class: shade, d: line(points)})
      : draw("circle", {class: shade, cx: points[0][0], cy: points[0][1], r: 2.5}));
    if (area) parts.unshift(...stretches.map(points => draw("path",
      {class: `area ${shade}`, d: `${line(points)}L${points.at(-1)[0]} ${ground}L${points[0][0]} ${ground}Z`})));
    return parts;
  }

  /* The values of the moment that is pointed at, or else of the last one. */
  legend() {
    const sample = this.samples.find(({time}) => time === this.cursor) || this.samples.at(-1);
    const isLast = sample === this.samples.at(-1);
    const texts = this.series.map(({of}) => of(sample) === null ? "–" : this.format(of(sample)));
    texts.forEach((text, i) => { this.values[i].textContent = text; });
    this.value.textContent = texts[0];
    const clock = new Date(sample.time).toLocaleTimeString([], {hour12: false});
    this.when.textContent = isLast ? "" : clock;
    for (const [name, value] of Object.entries({min: 0, max: this.samples.length - 1, now: this.samples.indexOf(sample),
      text: `${clock}: ${this.series.map(({name}, i) => `${name} ${texts[i]}`).join(", ")}`}))
      this.plot.setAttribute(`aria-value${name}`, value);
    if (isLast && this.cursor === null) return [];
    const x = this.x(sample.time);
    return [draw("line", {class: "cursor", x1: x, x2: x, y1: TOP, y2: this.height - BOTTOM}),
      ...this.series.filter(({of}) => of(sample) !== null)
        .map(({of, shade}) => draw("circle", {class: shade, cx: x, cy: this.y(of(sample)), r: 3.5}))];
  }
}
