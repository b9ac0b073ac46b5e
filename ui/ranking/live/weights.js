/* The weights: the balance, the pillars, and inside each its criteria; every one a slider, a number, a lock. */
import { balance, rounded, whole } from "./compute.js";
import { fill, make, put, writers } from "./dom.js";

const SHUT = "M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7h1Zm1.4 0h3.2V5a1.6 1.6 0 0 0-3.2 0v2Z";
const FREE = "M9.5 7V5a3 3 0 0 1 6 0v1.5h-1.4V5a1.6 1.6 0 0 0-3.2 0v2H12v7H4V7h5.5ZM5.4 8.4v4.2h5.2V8.4H5.4Z";
const BACK = "M8 3a5 5 0 1 1-4.7 6.7l1.3-.5A3.6 3.6 0 1 0 8 4.4v1.9L4.6 3.7 8 1v2Z";

function icon(path) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("viewBox", "0 0 16 16");
  drawn.setAttribute("aria-hidden", "true");
  shape.setAttribute("d", path);
  drawn.append(shape);
  return drawn;
}

/* The panel. hand: { move, typed, lock, resetOne, reset, undo, redo }; opened: the set of pillars that stand open. */
export function weights(board, hand, opened) {
  const { words } = board, write = writers(board.lang, words);
  const button = (text, act, name) => make("button", { type: "button", className: `live-text ${name}`, onclick: act }, text);
  const undo = button(words.undo, hand.undo, "undo"), redo = button(words.redo, hand.redo, "redo");
  const reset = button(words.reset, hand.reset, "reset");
  const unfold = make("button", { type: "button", className: "live-unfold", "aria-expanded": String(opened.has("all")) },
    words.unfold);
  const pair = weight(board, "balance", "", { label: words.balance }, hand, write);
  const poles = [make("span"), make("span")];
  pair.node.append(make("p", { className: "live-ends", "aria-hidden": "true" }, poles[1], poles[0]));
  const pillars = board.pillars.map((p) => group(board, p, hand, write, opened));
  const body = make("div", { className: "live-body" }, pair.node, ...pillars.map((p) => p.node), reset);
  const node = make("section", { className: "live-weights", "aria-label": words.title },
    make("div", { className: "live-head" }, make("h2", {}, words.title), unfold, undo, redo), body);
  unfold.onclick = () => {
    opened.has("all") ? opened.delete("all") : opened.add("all");
    fold();
  };
  const fold = () => {
    put(node, "className", opened.has("all") ? "live-weights is-open" : "live-weights");
    put(unfold, "aria-expanded", String(opened.has("all")));
    put(unfold, "textContent", opened.has("all") ? words.fold : words.unfold);
  };
  fold();

  function draw(found, state, memory, shut) {
    for (const button of [undo, redo, reset]) put(button, "hidden", shut);
    put(undo, "aria-disabled", String(!memory.past.length));
    put(redo, "aria-disabled", String(!memory.future.length));
    put(reset, "aria-disabled", String(!Object.keys(state.pillars).length && !Object.keys(state.weights).length
      && !state.locked.length));
    const now = balance(board, found.weights), percent = now === null ? 50 : rounded(100 * now, 0);
    const held = board.poles.some((p) => state.locked.includes(p));
    put(pair.node, "hidden", !board.poles.length);
    pair.draw(percent, { shut, dead: now === null || held, locked: false, why: held ? words.balance_locked : "",
      text: fill(words.balance_value, { share: write.percent(percent), rest: write.percent(100 - percent) }) });
    [percent, 100 - percent].forEach((n, k) =>
      put(poles[k], "textContent", fill(words.poles[k], { share: write.percent(n) })));
    pillars.forEach((p) => p.draw(found, state, shut));
  }
  return { node, draw };
}

/* A pillar with its criteria folded inside. */
function group(board, pillar, hand, write, opened) {
  const { words } = board, inside = board.criteria.filter((c) => c.pillar === pillar.id);
  const own = weight(board, "pillar", pillar.id, pillar, hand, write);
  const items = inside.map((c) => weight(board, "criterion", c.id, c, hand, write));
  const list = make("div", { className: "live-criteria", role: "group",
    "aria-label": fill(words.criteria, { name: pillar.label }) }, ...items.map((x) => x.node));
  const open = make("button", { type: "button", className: "live-open", "aria-label":
    fill(words.criteria, { name: pillar.label }) });
  const fold = () => {
    const is = opened.has(pillar.id);
    put(list, "hidden", !is);
    put(open, "aria-expanded", String(is));
  };
  open.onclick = () => {
    opened.has(pillar.id) ? opened.delete(pillar.id) : opened.add(pillar.id);
    fold();
  };
  fold();
  own.head.prepend(open);
  own.name.onclick = () => open.click();
  const node = make("div", { className: "live-pillar" }, own.node, list);

  /* What the share was in the profile before it shrank, or on how few of its criteria one set by hand rests. */
  function carried(weights, share) {
    const weighed = inside.filter((c) => weights.points[c.id] > 0), live = weighed.filter((c) => !c.thin);
    if (!weights.held.includes(pillar.id)) {
      const stated = whole(weights.nominal)[pillar.id];
      return stated === share ? "" : fill(words.in_profile, { share: write.percent(stated) });
    }
    return live.length < weighed.length ? fill(words.rests_on, { n: live.length, all: weighed.length }) : "";
  }

  function draw(found, state, shut) {
    const dead = !inside.some((c) => found.weights.within[c.id] > 0);
    const share = found.percents[board.pillars.indexOf(pillar)];
    own.draw(share, { shut, dead, locked: state.locked.includes(pillar.id), why: dead ? words.dead_pillar : "",
      rests: dead ? "" : carried(found.weights, share), text: fill(words.pillar_value, { share: write.percent(share) }) });
    const shares = whole(Object.fromEntries(inside.map((c) => [c.id, found.weights.within[c.id]])));
    items.forEach((item, n) => {
      const c = inside[n];
      item.draw(shares[c.id], { shut, dead: c.thin, locked: state.locked.includes(c.id), why: c.thin ? words.thin : "",
        text: fill(words.criterion_value, { share: write.percent(shares[c.id]), name: pillar.label }) });
    });
  }
  return { node, draw };
}

/* A whole percentage as people write it ("60", "60 %", "60,0"); null where the text is none. */
function read(text) {
  // NFKC would make 52 of “5²”.
  if (/\p{No}/u.test(text)) return null;
  const plain = text.normalize("NFKC").trim().replace(/\s*%$/, "");
  const n = /^\d{1,3}([.,]0*)?$/.test(plain) ? parseInt(plain, 10) : NaN;
  return n <= 100 ? n : null;
}

/* One weight: its name, its number, its lock, its slider and, for a criterion, both ends of its scale. */
function weight(board, kind, id, item, hand, write) {
  const { words } = board, blanks = { name: item.label };
  const name = make("span", { className: "live-name", title: item.help ?? "" }, item.label);
  const field = make("input", { type: "text", inputMode: "numeric", autocomplete: "off", role: "spinbutton",
    "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": fill(words.field, blanks) });
  const range = make("input", { type: "range", min: 0, max: 100, step: 1, "aria-label": item.label });
  const lock = make("button", { type: "button", className: "live-icon lock", "aria-label": fill(words.lock, blanks),
    title: fill(words.lock, blanks), onclick: () => hand.lock(id) }, icon(FREE), icon(SHUT));
  const back = make("button", { type: "button", className: "live-icon back", title: fill(words.reset_one, blanks),
    "aria-label": fill(words.reset_one, blanks), onclick: () => {
    hand.resetOne(kind, id);
    range.focus();
  } }, icon(BACK));
  const note = make("p", { className: "live-note", id: `live-note-${kind}-${id}` });
  const head = make("div", { className: "live-line" }, name,
    ...(kind === "balance" ? [] : [back, lock]), field, make("span", { className: "live-unit", "aria-hidden": "true" }, "%"));
  const node = make("div", { className: `live-weight ${kind}`, "data-id": id }, head, range);
  if (kind === "criterion") node.append(make("p", { className: "live-scale" }, fill(words.ends, item)));
  node.append(note);
  let said = "";
  range.oninput = () => {
    said = hand.move(kind, id, Number(range.value));
    hand.speak(said);
  };
  for (const input of [range, field]) input.setAttribute("aria-describedby", note.id);
  range.onpointerdown = () => hand.hold();
  range.onchange = () => hand.release();
  range.onpointerup = range.onpointercancel = () => setTimeout(hand.release);
  field.oninput = () => {
    const n = read(field.value);
    if (field.value.trim() === "") return;
    said = n === null ? words.bad_number : hand.move(kind, id, n, true);
    put(field, "aria-invalid", String(n === null));
    put(note, "textContent", said);
    hand.speak(said);
  };
  range.onblur = field.onblur = () => {
    said = "";
    hand.leave();
  };
  field.onkeydown = (event) => {
    if (event.key === "Enter") hand.leave();
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key], n = read(field.value);
    if (!step || n === null || field.disabled) return;
    event.preventDefault();
    field.value = Math.min(100, Math.max(0, n + step));
    field.oninput();
  };
  return {
    node, head, name,
    draw(value, { shut, dead, locked, why, rests = "", text }) {
      const root = field.getRootNode();
      range.value = value;
      if (root.activeElement !== field) {
        field.value = value;
        put(field, "aria-invalid", "false");
      }
      put(field, "aria-valuenow", String(value));
      put(range, "aria-valuetext", text);
      for (const input of [range, field]) put(input, "disabled", shut || dead || locked);
      put(lock, "aria-pressed", String(locked));
      put(lock, "disabled", shut || dead);
      put(back, "disabled", shut || dead || locked || hand.isBase(kind, id, value));
      put(node, "className", `live-weight ${kind}${dead ? " dead" : ""}${locked ? " locked" : ""}`);
      put(note, "textContent", why || said || rests);
    },
  };
}
