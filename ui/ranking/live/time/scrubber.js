/* The date under the board: drag it, step through it or play it. While it moves the board shows the day's numbers; kept,
   the page becomes that of the day. */
import { lastBefore, unfold } from "./through_time.js";
import { fill, make, put } from "../dom.js";

const YEARS_IN = 2.6, HOLD = 1100, STEP = 1900, REST = 650, DAY = 86400000;
const PLAY = "▶", PAUSE = "❚❚";

/* board: { show(numbers or null, day in words, whether at once), keep(iso or null) }, null for the settled day; calm: whether motion is unwelcome. */
export function scrubber(board, calm) {
  let sent = null, days = [], events = [], stops = [], settled = 0, at = 0, playing = 0, held = false, rest = 0, last = -1;
  const button = (name, sign, act) => make("button", { type: "button", className: `scrub-${name}`, onclick: act }, sign);
  const play = button("play", PLAY, () => (playing ? stop() : start()));
  const back = button("step", "‹", () => jump(-1)), on = button("step", "›", () => jump(1));
  const day = make("b", { className: "scrub-day" }), event = make("span", { className: "scrub-event" });
  const caption = make("p", { className: "scrub-caption" }, day, event);
  const range = make("input", { type: "range", min: 0, step: 1 });
  const marks = make("div", { className: "scrub-marks", "aria-hidden": "true" });
  const node = make("section", { className: "live-scrub", hidden: true },
    make("div", { className: "scrub-head" }, play, caption, back, on),
    make("div", { className: "scrub-track" }, range, marks));
  let write = String;

  const iso = (x) => new Date(Date.parse(sent.start) + Math.round(x) * DAY).toISOString().slice(0, 10);
  const percent = (x) => (100 * x) / sent.end;

  /* Take the days once sent; `offers` and `criteria` count those of the board. */
  function learn(data, lang, offers, criteria) {
    if (sent === data) return;
    sent = data;
    days = unfold(sent, offers, criteria);
    events = sent.events.map(([at, title, major]) => ({ at, title, major }));
    const format = new Intl.DateTimeFormat(lang === "fr" ? "fr-FR" : "en-GB",
      { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    write = (x) => format.format(Date.parse(iso(x))).replace(/^1 /, lang === "fr" ? "1er " : "1 ");
    range.max = sent.end;
    stops = [...new Set([...days, ...events, { at: sent.end }].map((s) => s.at))].sort((a, b) => a - b).map((at) => ({ at }));
    const { words } = sent;
    for (const [part, said] of [[node, words.title], [range, words.slider], [back, words.back], [on, words.on]]) {
      put(part, "aria-label", said);
    }
    put(back, "title", words.back);
    put(on, "title", words.on);
    put(node, "title", "");
    put(caption, "title", words.hint);
    marks.replaceChildren(...years(), ...events.filter((e) => e.major).map((e) => mark(e)));
    node.hidden = false;
  }
  function years() {
    const first = Number(sent.start.slice(0, 4)), final = Number(iso(sent.end).slice(0, 4));
    return Array.from({ length: final - first + 1 }, (_, k) => {
      const x = (Date.UTC(first + k, 0, 1) - Date.parse(sent.start)) / DAY;
      const year = make("i", { className: k % 2 ? "scrub-year odd" : "scrub-year" }, String(first + k));
      year.style.left = `${percent(x)}%`;
      return year;
    });
  }
  function mark(e) {
    const dot = make("i", { className: "scrub-mark", title: `${write(e.at)}: ${e.title}` });
    dot.style.left = `${percent(e.at)}%`;
    return dot;
  }

  /* Show the day at this distance from the start; the settled one is the board's own. */
  function go(to) {
    at = Math.min(Math.max(to, 0), sent.end);
    const whole = Math.round(at);
    if (whole === last) return;
    last = whole;
    range.value = whole;
    draw(whole);
    board.show(whole === settled ? null : days[lastBefore(days, whole)], write(whole), Boolean(playing));
  }
  function draw(whole) {
    const text = write(whole), past = events[lastBefore(events, whole)];
    put(day, "textContent", text);
    put(event, "textContent", past ? (past.at === whole ? past.title : fill(sent.words.event, { day: write(past.at), title: past.title })) : "");
    put(caption, "className", past && past.at === whole ? "scrub-caption is-today" : "scrub-caption");
    put(range, "aria-valuetext", text);
    put(range, "--past", `${percent(whole)}%`);
    put(play, "textContent", playing ? PAUSE : PLAY);
    put(play, "aria-label", playing ? sent.words.pause : sent.words.play);
    put(play, "title", playing ? sent.words.pause : sent.words.play);
  }

  /* The day is kept: the page becomes that of the day. */
  function keep() {
    clearTimeout(rest);
    rest = 0;
    held = false;
    if (sent) board.keep(last === settled ? null : iso(last));
  }
  function later() {
    clearTimeout(rest);
    rest = setTimeout(keep, REST);
  }
  const next = (list, way) => (way > 0 ? list.find((s) => s.at > last) : [...list].reverse().find((s) => s.at < last))?.at
    ?? (way > 0 ? sent.end : 0);
  function jump(way, list = events) {
    if (playing) pause();
    go(next(list, way));
    later();
  }

  /* With motion, days pass and every major event is held for a moment; without, the events follow each other. */
  function start() {
    clearTimeout(rest);
    if (last >= sent.end) go(0);
    playing = 1;
    calm() ? step() : run();
    draw(last);
  }
  function step() {
    if (last >= sent.end) return stop();
    go(next(events.filter((e) => e.major), 1));
    playing = setTimeout(step, STEP);
  }
  function run() {
    const pace = 365.25 / (YEARS_IN * 1000);
    let before = null, wait = 0;
    const frame = (now) => {
      const passed = Math.min(now - (before ?? now), 100);
      before = now;
      if (wait > 0) wait -= passed;
      else {
        const to = at + passed * pace, met = events.find((e) => e.major && e.at > at && e.at <= to);
        if (met) wait = HOLD;
        go(met ? met.at : to);
      }
      if (last >= sent.end) stop();
      else playing = requestAnimationFrame(frame);
    };
    playing = requestAnimationFrame(frame);
  }
  function pause() {
    cancelAnimationFrame(playing);
    clearTimeout(playing);
    playing = 0;
    draw(last);
  }
  function stop() {
    pause();
    at = last;
    keep();
  }

  range.addEventListener("input", () => {
    if (playing) pause();
    held = true;
    clearTimeout(rest);
    go(Number(range.value));
  });
  range.addEventListener("change", keep);
  range.addEventListener("keydown", (press) => {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[press.key];
    const far = { PageUp: 1, PageDown: -1 }[press.key], end = { Home: 0, End: sent.end }[press.key];
    if (way === undefined && far === undefined && end === undefined) return;
    press.preventDefault();
    if (playing) pause();
    end === undefined ? go(next(way ? stops : events.filter((e) => e.major), way ?? far)) : go(end);
    later();
  });

  /* The page's own day, from Python; a hand still on the date keeps it. */
  function settle(day) {
    settled = Math.round((Date.parse(day) - Date.parse(sent.start)) / DAY);
    range.max = sent.end;
    if (busy()) return;
    last = Math.min(settled, sent.end);
    at = last;
    range.value = last;
    draw(last);
  }
  const busy = () => Boolean(playing || held || rest);
  const leave = () => {
    if (playing) pause();
    keep();
  };
  return { node, learn, settle, busy, leave, words: () => sent?.words };
}
