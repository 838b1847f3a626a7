/* Shows what the feed says. Whatever comes from it is text, never markup. */
import {Chart} from "./chart.js";

const KEPT = 300, SILENCE = 4_000, POLL = 5_000, RETRY = 1_000;
const at = path => new URL(path, import.meta.url);
const byId = id => document.getElementById(id);
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
/* Only what differs is touched, so that nobody is told the same again. */
const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
const count = number => number.toLocaleString("en");
const seconds = millis => `${(Math.max(0, millis) / 1000).toFixed(1)} s`;
const many = (number, one) => `${count(number)} ${one}${number === 1 ? "" : "s"}`;
const size = bytes => bytes < 2 ** 30 ? `${Math.round(bytes / 2 ** 20)} MiB` : `${(bytes / 2 ** 30).toFixed(1)} GiB`;
const span = millis => {
  const s = Math.max(0, Math.floor(millis / 1000)), m = Math.floor(s / 60), h = Math.floor(m / 60), d = Math.floor(h / 24);
  return d ? `${d} d ${h % 24} h` : h ? `${h} h ${m % 60} min` : m ? `${m} min ${s % 60} s` : `${s} s`;
};
const rate = number => short(number >= 100 ? Math.round(number) : number);
const short = number => number >= 1e6 ? `${+(number / 1e6).toPrecision(3)} M` : number >= 1e4 ? `${+(number / 1e3).toPrecision(4)} k` : count(+number.toFixed(1));
const duration = micros => micros >= 1e6 ? `${+(micros / 1e6).toPrecision(3)} s` : micros >= 1e3 ? `${+(micros / 1e3).toPrecision(3)} ms` : `${+micros.toPrecision(3)} µs`;

const latency = name => sample => sample.latency_us ? sample.latency_us[name] : null;
const charts = [
  new Chart(byId("requests-chart"), {title: "Requests", unit: "per second", format: rate, series: [
    {name: "requests", shade: "accent", area: true, of: sample => sample.requests},
    {name: "errors", shade: "bad", of: sample => sample.errors}]}),
  new Chart(byId("latency-chart"), {title: "Latency", unit: "median", format: duration, scale: "logarithmic", series: [
    {name: "p50", shade: "accent", of: latency("p50")}, {name: "p90", shade: "calm", of: latency("p90")},
    {name: "p99", shade: "bad", of: latency("p99")}, {name: "max", shade: "faint", of: latency("max")}]}),
  new Chart(byId("connections-chart"), {title: "Connections", unit: "open", format: short, whole: true, series: [
    {name: "open", shade: "calm", area: true, of: sample => sample.connections},
    {name: "requests in flight", shade: "accent", of: sample => sample.active}]}),
];

/* Rows are kept and changed in place, so that a selection in them stays. */
const rows = (body, items, columns, nothing) => {
  if (!items.length) {
    body.replaceChildren(make("tr", {}, make("td", {className: "empty", colSpan: columns.length, textContent: nothing})));
    return;
  }
  if (body.querySelector(".empty")) body.replaceChildren();
  while (body.rows.length > items.length) body.lastElementChild.remove();
  items.forEach((item, i) => {
    const row = body.rows[i] || body.appendChild(make("tr", {}));
    columns.forEach((column, j) => {
      const next = column(item), old = row.cells[j];
      if (!old) row.append(next);
      else if (!old.isEqualNode(next)) old.replaceWith(next);
    });
  });
};
const head = (text, below) => {
  const cell = make("th", {scope: "row", textContent: text});
  if (below) cell.append(make("small", {textContent: below}));
  return cell;
};
const cell = (text, className = "") => make("td", {className, textContent: text});
const number = value => cell(count(value), value ? "number" : "number zero");
const trouble = value => cell(count(value), value ? "number trouble" : "number zero");
const phase = (name, extra) => {
  const td = make("td", {}, make("span", {className: `phase ${name}`, textContent: name}));
  if (extra) td.append(" ", make("small", {textContent: extra}));
  return td;
};
const connections = listener => {
  const td = cell(`${count(listener.connections)} `, "number");
  td.append(make("small", {textContent: `of ${count(listener.max_connections)}`}));
  return td;
};

let time = 0;
const LISTENER = [
  l => head(l.name, l.address),
  l => cell(`${l.protocols.join(", ")}${l.tls ? " over TLS" : ""}`),
  l => phase(l.phase, l.phase !== "draining" ? "" : l.deadline ? `${seconds(l.deadline - time)} left` : "no deadline"),
  connections, l => number(l.active_requests), l => number(l.requests), l => trouble(l.rejected),
  l => trouble(l.throttled), l => trouble(l.rate_limited), l => number(l.routes_generation), l => number(l.tls_generation)];
const isWell = check => check.code >= 100 && check.code < 400;
const CHECK = [
  c => head(c.name),
  c => c.message ? cell(c.message, isWell(c) ? "message" : "message trouble") : make("td", {className: "message"},
    make("span", {className: `phase ${isWell(c) ? "good" : "bad"}`, textContent: isWell(c) ? "well" : "unavailable"})),
  c => cell(String(c.code), isWell(c) ? "number" : "number trouble")];
const JOB = [
  j => head(j.pipeline, [j.driver, j.queue].filter(Boolean).join(", ")),
  j => make("td", {}, make("span", {className: `phase ${j.ready ? "good" : "bad"}`, textContent: j.ready ? "yes" : "no"})),
  j => number(j.active), j => number(j.delayed), j => number(j.reserved), j => number(j.priority),
  j => cell(j.message, "message trouble")];

const running = drain => {
  const start = Math.max(drain.connections_at_start, drain.connections, 1);
  const bar = make("progress", {max: start, value: start - drain.connections});
  bar.setAttribute("aria-label", `Connections of ${drain.listener} that have ended`);
  return make("div", {className: "card drain"},
    make("h3", {}, drain.listener, make("span", {textContent: `${seconds(time - drain.started)} so far, ${drain.deadline ? `${seconds(drain.deadline - time)} until what is left is cut` : "no deadline"}`})),
    bar, make("p", {textContent: `${many(drain.connections, "connection")} of ${count(start)} and ${many(drain.requests, "request")} left`}));
};
const straggler = s => make("details", {},
  make("summary", {textContent: `${s.protocol} ${s.peer || "unix socket"} ${s.route || "no route"}, ${seconds(s.age)}`}),
  make("pre", {textContent: s.stack.length ? s.stack.join("\n") : "no thread"}));
const ended = drain => {
  const clock = new Date(drain.started + drain.elapsed).toLocaleTimeString([], {hour12: false});
  const card = make("div", {className: "card drain"},
    make("h3", {}, drain.listener, make("span", {textContent: `ended ${clock} after ${seconds(drain.elapsed)}`})));
  card.append(drain.outcome === "DRAINED"
    ? make("p", {textContent: "Everything ended in time."})
    : make("p", {className: "trouble", textContent: `${many(drain.connections, "connection")} and ${many(drain.requests, "request")} were cut at the deadline.`}));
  card.append(...drain.shown.map(straggler));
  if (drain.stragglers > drain.shown.length) card.append(make("p", {className: "soft", textContent: `and ${count(drain.stragglers - drain.shown.length)} more`}));
  return card;
};

const COLOURS = {ready: "#16a34a", draining: "#d97706", "shutting down": "#d97706"};
const setState = state => {
  if (document.documentElement.dataset.state === state) return;
  document.documentElement.dataset.state = state;
  write(byId("state"), state);
  document.title = `${state} · Roadrunner`;
  const colour = encodeURIComponent(COLOURS[state] || "#dc2626");
  byId("icon").href = byId("icon").href.replace(/fill='[^']*'/, `fill='${colour}'`);
};

let samples = [], process = null;
const apply = (news, isAll) => {
  time = news.time;
  if (news.process) process = news.process;
  samples = (isAll ? news.samples : samples.concat(news.samples)).slice(-KEPT);
  byId("charts").hidden = false;
  if (news.samples.length || isAll) charts.forEach(chart => chart.show(samples));
  setState(news.state);
  const version = process.version ? `${process.version}, ` : "";
  write(byId("process"), `${version}Java ${process.java}, pid ${process.pid}, heap ${size(news.heap_used)} of ${size(process.heap_max)},`);
  write(byId("uptime"), `up ${span(time - process.started)}`);
  rows(byId("listeners"), news.listeners, LISTENER, "No listener runs.");
  if (news.drains) {
    byId("drains-section").hidden = !news.drains.length;
    byId("drains").replaceChildren(...news.drains.map(running));
  }
  if (news.ended) {
    byId("ended-section").hidden = !news.ended.length;
    byId("ended").replaceChildren(...news.ended.map(ended));
  }
  if (news.health) {
    const nothing = news.checks_known ? "No check is registered." : "The checks have not answered yet.";
    rows(byId("health"), news.health, CHECK, nothing);
    rows(byId("ready"), news.ready, CHECK, nothing);
    byId("jobs-section").hidden = !news.jobs.length && !news.jobs_error;
    write(byId("jobs-error"), news.jobs_error);
    rows(byId("jobs"), news.jobs, JOB, "No pipeline.");
  }
};

/* The feed comes back by itself; a refusal does not, so then the page asks until it is let in. */
let heard = performance.now(), source = null, polls = 0;
const hear = (text, isAll, words) => {
  heard = performance.now();
  apply(JSON.parse(text), isAll);
  write(byId("connection"), words);
};
const watch = () => {
  source = new EventSource(at("feed"));
  source.addEventListener("snapshot", event => hear(event.data, true, "live"));
  source.addEventListener("update", event => hear(event.data, false, "live"));
  source.addEventListener("open", () => { polls = 0; });
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) poll(); };
};
const poll = async () => {
  let next = watch;
  try {
    const answer = await fetch(at("snapshot"), {cache: "no-store"});
    if (answer.ok) {
      hear(await answer.text(), true, "too many watch, so this is asked for every 5 s");
      next = ++polls % 4 ? poll : watch;
    }
  } catch { /* the watchdog says it */ }
  setTimeout(next, next === watch && !polls ? RETRY : POLL);
};
setInterval(() => {
  if (performance.now() - heard < (polls ? POLL : 0) + SILENCE) return;
  setState("no connection");
  write(byId("connection"), "trying again");
}, 500);
watch();
