/* The live board inside a frame or a file: what Python answers on the page is answered here, from the data in the page.
   #em-data: what exports/embed/board.py puts together. No verdict is said of weights that Python did not judge: under a
   reader's own stand the order and what is too close to call, which this script reckons exactly. */
import draw from "./board.js";
import { evaluate, weighting, whole } from "./compute.js";
import { fill, put } from "./dom.js";
import { scrollFirst } from "./swipe.js";
import { headline } from "./through_time.js";

const ALIKE = 1e-9;
const main = document.querySelector("main"), place = document.getElementById("em-live");
const held = document.getElementById("em-data");

function open(sent) {
  const { board, words, state } = sent, told = weighting(board, state);
  const text = (id) => document.getElementById(id);
  const short = text("em-all");

  const own = (now) => {
    const found = weighting(board, now);
    const apart = (a, b) => Object.keys(a).some((k) => Math.abs(a[k] - b[k]) > ALIKE);
    return apart(found.pillars, told.pillars) || apart(found.within, told.within);
  };
  const numbers = (weights) => Object.entries(weights).map(([k, x]) => `${k}:${Number(x.toFixed(4))}`).join(",");
  /* The whole board with the weights in force. */
  const there = (now, more = {}) => {
    const mine = { ...(Object.keys(now.pillars).length && { pillars: numbers(now.pillars) }),
      ...(Object.keys(now.weights).length && { weights: numbers(now.weights) }),
      ...(now.locked.length && { lock: now.locked.join(",") }) };
    const query = new URLSearchParams({ ...sent.entries, ...mine, ...more }).toString();
    return `${main.dataset.base}/?${query.replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
  };

  let current = state;
  function say(now) {
    current = now;
    const mine = own(now);
    main.classList.toggle("is-own", mine);
    if (mine) {
      const found = evaluate(board, now), percents = whole(found.weights.pillars);
      put(text("em-own"), "textContent", headline(board, found, words.own, words.day));
      const parts = board.pillars.map((p, k) =>
        `${words.pillars[k]} ${fill(board.words.percent, { n: percents[p.id] })}`).join(", ");
      put(text("em-by-hand"), "textContent", fill(words.by_hand, { parts }));
    }
    for (const link of document.querySelectorAll("a.em-whole")) put(link, "href", there(now));
    return mine;
  }

  const answer = (message) => queueMicrotask(() => {
    const now = { pillars: message.pillars, weights: message.weights, locked: message.locked };
    show(now, message.seq, { sort: message.sort ?? "", pin: message.pin ?? "" });
  });
  function show(now, seq, look) {
    const intervals = say(now) ? {} : sent.intervals;
    draw({ parentElement: place, setStateValue: (_, message) => answer(message),
      data: { of: sent.of, seq, session: sent.of, scope: "", state: now, look, intervals, day: sent.day } });
  }

  /* A number opens what stands behind it on the whole board, in a window of its own. */
  for (const kind of ["pointerover", "focusin", "click"]) {
    place.addEventListener(kind, ({ target }) => {
      const door = target.closest?.("a.door");
      if (!door) return;
      Object.assign(door, { href: there(current, { open: door.dataset.door }), target: "_blank", rel: "noopener" });
    }, true);
  }
  if (short) {
    short.onclick = () => {
      const all = main.classList.toggle("em-short");
      short.setAttribute("aria-expanded", String(!all));
      short.textContent = all ? short.dataset.more : short.dataset.less;
    };
  }

  draw({ data: new TextEncoder().encode(JSON.stringify({ of: sent.of, board })) });
  show(state, 0, sent.look);
  document.getElementById("em-still").remove();
}

/* An article that includes height.js makes the frame as high as what stands in it. */
function tellHeight() {
  if (parent === window) return;
  const tell = () => parent.postMessage({ board_height: Math.ceil(main.getBoundingClientRect().bottom) }, "*");
  new ResizeObserver(tell).observe(main);
  addEventListener("message", (event) => event.data === "board_height" && tell());
}

if (held) open(JSON.parse(held.textContent));
tellHeight();
scrollFirst();
