/* The weights, with the live board where offers come too: they follow the hand here; Python hears of them when it rests.
   Mounted by ui/ranking/by_hand.py: with bytes, the words and numbers { of, board }, which no weight changes and which
   therefore travel once; the same for the days of the scrubber { of, days }; and with { set }, the set of weights whose
   answers stand in the page, or with the answer itself { of, state, seq, session, scope, look, intervals, day, days, shut,
   keeper }: look is { sort, pin }, intervals say where the draws put each offer under the weights last answered, `days`
   names the days that go with it, shut: whether nothing may be moved, keeper: who keeps it. */
import { answers } from "./answers.js";
import { evaluate, move, whole, weighting } from "./compute.js";
import { fill, make, put, writers } from "./dom.js";
import { days } from "./time/days.js";
import { delivery } from "./delivery.js";
import { noted, recalled, same } from "./kept.js";
import { learn, places, told } from "./learned.js";
import { order, rows } from "./rows.js";
import { scrubber } from "./time/scrubber.js";
import { headline, numbers, put as putDay } from "./time/through_time.js";
import { turns } from "./turns.js";
import { weights } from "./weights.js";

const SERIES = 1500, KEYS_REST = 300, SAID_AFTER = 700, PATIENCE = 30000;
const boards = new WeakMap();
/* Outlives the page's elements, so that a change of page or language loses neither weights nor what can be undone. */
let memory = { session: null };

export default function ({ data, parentElement, setStateValue }) {
  if (ArrayBuffer.isView(data)) return learn(new TextDecoder().decode(data));
  if (!boards.has(parentElement)) boards.set(parentElement, liveBoard(parentElement));
  boards.get(parentElement).hears(data, (message) => setStateValue("moved", message));
  /* Streamlit also calls this for a drawing that newer data overtook; the board is left only once its place is gone. */
  return () => parentElement.isConnected || boards.get(parentElement)?.leave();
}

function liveBoard(parent) {
  let board = null, of = "", named = "", ahead = null, said = null, parts = null, send = () => {}, waiting = null;
  let settled = null, profile = null, round = null, passed = null, chosen = null, shut = false, keeper = "", answered = null;
  let gesture = null, series = null, held = false, timer = 0, frame = 0, speech = 0, spoken = "";
  const root = make("div", { className: "live" }), status = make("p", { className: "sr-only", "aria-live": "polite" });
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const scrub = scrubber({ show: pass, keep: choose }, () => calm.matches);
  const shell = make("div", { className: "live-frame live-on" }, root, scrub.node, status);
  const awaited = () => (Date.now() - memory.sentAt < PATIENCE ? memory.message : null);
  const again = () => { frame ||= requestAnimationFrame(draw); };
  const turnOf = turns(again);
  const delivered = delivery(awaited, (message) => send(message));

  /* A day passed through: its numbers, none for the settled one, and its name; `now` in a frame of its own. */
  function pass(day, name, now) {
    passed = day && { numbers: day, name };
    if (now) draw();
    else again();
  }
  /* A day kept: Python is told, and told again with what the hand does until it has answered. Null: the settled day. */
  function choose(day) {
    if (day) waiting = null;
    commit();
    if (!day) return;
    chosen = day;
    tell();
  }

  /* A move of the hand: the weights from where this gesture began, so that a long drag loses no proportion. */
  function put_weight(kind, id, to, typed) {
    if (gesture && (gesture.kind !== kind || gesture.id !== id)) commit();
    gesture ??= { kind, id, from: memory.state };
    memory.state = move(board, gesture.from, kind, id, to);
    clearTimeout(timer);
    if (!held) {
      timer = setTimeout(commit, typed ? 2 * KEYS_REST : KEYS_REST);
      noted(keeper, memory, memory.sent + 1);
    }
    again();
    const got = kind === "balance" ? to : percentOf(kind, id, weighting(board, memory.state));
    if (got >= to) return "";
    const all = memory.state.locked.length && got > 0;
    return all ? fill(board.words.room, { share: writers(board.lang, board.words).percent(got) }) : board.words.no_room;
  }

  const percentOf = (kind, id, found) => {
    if (kind === "pillar") return whole(found.pillars)[id];
    const pillar = board.criteria.find((c) => c.id === id).pillar;
    return whole(Object.fromEntries(board.criteria.filter((c) => c.pillar === pillar)
      .map((c) => [c.id, found.within[c.id]])))[id];
  };
  const start = () => (profile ??= weighting(board, { pillars: {}, weights: {} }));

  const hand = {
    move: put_weight,
    hold: () => { held = true; series = null; clearTimeout(timer); },
    release: () => { if (held) { held = false; commit(); } },
    leave: () => { held = false; commit(); again(); },
    isBase: (kind, id, value) => kind === "balance" || value === percentOf(kind, id, start()),
    lock: (id) => act({ ...memory.state, locked: memory.state.locked.includes(id)
      ? memory.state.locked.filter((x) => x !== id) : [...memory.state.locked, id] }),
    resetOne: (kind, id) => act(move(board, memory.state, kind, id, percentOf(kind, id, start()))),
    reset: () => act({ pillars: {}, weights: {}, locked: [] }),
    redraw: again,
    speak: (text) => { if (text) put(status, "textContent", text); },
    look: (change) => {
      commit();
      memory.look = { ...memory.look, ...change };
      tell(true);
    },
    undo: () => step("past", "future"),
    redo: () => step("future", "past"),
  };

  function act(state) {
    commit();
    series = null;
    if (same(state, memory.state)) return;
    remember(memory.state);
    memory.state = state;
    tell();
  }
  function step(from, to) {
    commit();
    series = null;
    if (!memory[from].length) return;
    memory[to].push(memory.state);
    memory.state = memory[from].pop();
    tell();
  }
  function remember(state) {
    memory.past = [...memory.past.slice(-99), state];
    memory.future = [];
  }
  /* The hand rests: what it did becomes one step that can be undone, and Python is told. */
  function commit() {
    clearTimeout(timer);
    const done = gesture;
    gesture = null;
    if (done && !same(done.from, memory.state)) {
      // Keys pressed one after another on one weight are one step.
      const goesOn = series && series.kind === done.kind && series.id === done.id && performance.now() - series.at < SERIES;
      if (!goesOn) remember(done.from);
      series = { ...done, at: performance.now() };
      if (waiting) adopt();
      waiting = null;
      tell();
    } else if (waiting) receive(waiting);
  }
  /* quiet: no weight has moved, so that what stands on the page stays true. */
  function tell(quiet) {
    const { pillars, weights, locked } = memory.state;
    memory.sentAt = Date.now();
    noted(keeper, memory, memory.sent + 1);
    memory.message = { seq: ++memory.sent, session: memory.session, pillars, weights, locked, ...(board.offers && memory.look), ...(chosen && { day: chosen }) };
    send(memory.message);
    delivered.watch();
    if (!quiet) memory.asked = memory.sent;
    // Streamlit sends from a timer of its own: a frame drawn before that would have Python wait for it.
    cancelAnimationFrame(frame);
    frame = 0;
    setTimeout(() => { if (shell.isConnected) again(); });
  }

  function hears(data, sender) {
    send = sender;
    if (!data.set) return receive(data);
    answered ??= answers(data.set, parent, receive);
    answered.look();
  }
  /* An answer of Python. One older than what the hand has done since is not followed; nor is any while the hand moves. */
  function receive(data) {
    ahead = told(data.of) ? null : data;
    if (ahead) return;
    named = data.of;
    said = data.said;
    if (memory.session !== data.session) memory = recalled(data.session);
    shut = data.shut ?? false;
    keeper = data.keeper;
    if (gesture || scrub.busy()) {
      waiting = data;
      return;
    }
    waiting = null;
    const late = data.seq < memory.sent && Date.now() - memory.sentAt < PATIENCE && memory.state;
    if (!late) {
      memory.acked = memory.sent;
      chosen = passed = null;
      if (memory.scope !== data.scope) memory.past = memory.future = [];
      else if (memory.state && !same(memory.state, data.state)) remember(memory.state);
      memory.scope = data.scope;
      memory.look = data.look ?? memory.look;
      memory.intervals = data.intervals ?? {};
      Object.assign(memory, { day: data.day, days: data.days });
      if (!memory.state || !same(memory.state, data.state)) memory.state = data.state;
    }
    if (late) delivered.watch();
    else memory.message = null;
    adopt();
    dated();
    draw();
  }
  /* The words of an answer may come after it. */
  const hear = () => {
    if (!parent.isConnected) leave();
    else if (ahead) receive(ahead);
    else if (board) dated();
  };
  function dated() {
    // The days of the board that was left last are no concern of weights alone.
    const known = parts.rows && !board.days && memory.days;
    if (!known) scrub.node.hidden = true;
    scrub.node.inert = !known || !told(known) || named !== of;
    if (scrub.node.inert) return;
    scrub.node.hidden = false;
    scrub.learn(told(known).days, board.lang, board.offers.length, board.criteria.length);
    scrub.settle(memory.day);
  }
  function adopt() {
    if (named === of) return;
    of = named;
    board = structuredClone(told(of).board);
    settled = board.days || !board.offers ? null : numbers(board);
    parts = { weights: weights(board, hand, memory.opened), rows: board.days ? days(board) : board.offers && rows(board, hand, memory.opened) };
    const nodes = [parts.weights.node, ...(parts.rows ? [parts.rows.node] : [])];
    root.replaceChildren(...(board.days ? nodes.reverse() : nodes));
    put(shell, "className", `live-frame live-on${parts.rows ? "" : " live-alone"}`);
    if (!shell.isConnected) parent.append(shell);
    spoken = "";
  }

  /* The same, with each pillar's whole percentage, and whether none of its criteria weighs. */
  function byPillar(found) {
    const percents = whole(found.weights.pillars), { within } = found.weights;
    const dead = board.pillars.map((p) => !board.criteria.some((c) => c.pillar === p.id && within[c.id] > 0));
    return Object.assign(found, { percents: board.pillars.map((p) => percents[p.id]), dead });
  }

  function draw() {
    cancelAnimationFrame(frame);
    frame = 0;
    profile = null;
    if (settled) putDay(board, passed?.numbers ?? settled);
    const turn = turnOf(Boolean(gesture && parts.rows)), ranks = parts.rows && turn.slice !== null;
    // The rows of one round are drawn from one state.
    if (ranks && turn.slice === 0) round = { state: memory.state, found: byPillar(evaluate(board, memory.state)) };
    const found = ranks ? round.found : byPillar({ weights: weighting(board, memory.state) });
    if (turn.weights) parts.weights.draw(found, memory.state, memory, shut);
    put(root, "className", gesture || passed || memory.acked < memory.asked ? "live is-moving" : "live");
    if (!ranks) return;
    // Where the draws put an offer is known of the settled day only.
    const moving = { ...memory, held: Boolean(gesture || passed), weighs: Boolean(gesture) };
    parts.rows.draw(found, calm.matches, passed ? { ...moving, intervals: {} } : moving, said, turn);
    if (!turn.last) return;
    if (round.state !== memory.state) again();
    const best = found.ranked.filter((i) => found.rows[i].place === 1).map((i) => board.offers[i].name);
    const holds = passed ? headline(board, found, scrub.words(), passed.name)
      : best.length ? fill(board.words.moving, { names: best.join(", ") }) : "";
    // On the headline alone: on the root the browser would style the whole page again at every frame.
    document.querySelector("h1.verdict")?.style.setProperty("--moving-now", JSON.stringify(holds));
    const now = fill(board.words.order, { order: order(board, found, 5) });
    clearTimeout(speech);
    if (spoken && now !== spoken) speech = setTimeout(() => put(status, "textContent", (spoken = now)), SAID_AFTER);
    spoken ||= now;
  }

  root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.type === "text") return;
    event.preventDefault();
    event.shiftKey ? hand.redo() : hand.undo();
  });
  /* A press anywhere else ends the gesture: a link pressed next then leaves with the weights. */
  document.addEventListener("pointerdown", commit, true);

  function leave() {
    scrub.leave();
    commit();
    delivered.leave();
    answered?.leave();
    document.removeEventListener("pointerdown", commit, true);
    cancelAnimationFrame(frame);
    clearTimeout(speech);
    boards.delete(parent);
    places.delete(here);
  }
  const here = { hears, hear, leave };
  places.add(here);
  return here;
}
