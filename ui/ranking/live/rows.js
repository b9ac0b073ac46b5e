/* The ranking: the same table as charts/ranking/board.html.j2 draws, following the weights. */
import { figures, rounded, roundedTogether } from "./compute.js";
import { door, fill, make, put, writers } from "./dom.js";
import { reorder } from "./gliding.js";
import { heads, legend, sorted } from "./head.js";

const SECTIONS = 10;

/* opened: the folds that the visitor opened, or shut where they stand open. */
export function rows(board, hand, opened) {
  const { words } = board, write = writers(board.lang, words);
  const above = legend(board, hand), head = heads(board, hand);
  const caption = make("caption", { className: "sr-only" });
  const table = make("table", { className: "board" }, caption, head.node);
  const body = make("tbody", { className: "ranked" });
  table.append(body);
  const lines = board.offers.map((offer) => line(board, offer)), unseen = unseenOf(lines, hand.redraw);
  const titled = (title) => {
    const blanks = board.pillars.map(() => make("td", { className: "pillar" }));
    const named = make("th", { scope: "rowgroup", colSpan: 3 }, title);
    return { blanks, named, heading: make("tr", { className: "title" }, named, ...blanks) };
  };
  const out = Object.entries(words.titles).map(([reason, title]) => fold(reason, title, titled(""), opened));
  const sections = Array.from({ length: SECTIONS }, () => titled(""));
  const note = make("span"), node = make("div", { className: "live-rows" }, above.node, table, ...toRead(note, words.look.reading));

  /* turn: which slice of the rows, of how many; with the last, what stands around them. */
  function draw(found, calm, { look, intervals, held, weighs }, said, turn) {
    const widest = Math.max(...found.shares);
    const pin = board.offers.findIndex((o) => o.id === look.pin);
    // What nobody sees is drawn once the hand rests.
    const drawn = [...found.ranked, ...found.out.must_have].filter((i) => !weighs || !unseen.has(lines[i].node))
      .filter((_, n) => n % turn.of === turn.slice);
    for (const i of drawn) lines[i].fill(found, i, widest, write, intervals, pin, held);
    if (!turn.last) return;
    above.draw(look);
    head.draw(look);
    found.percents.forEach((n, k) => {
      put(head.shares[k], "textContent", write.percent(n));
      const blanks = [...out, ...sections].map((g) => g.blanks[k]);
      for (const cell of [head.cells[k], ...blanks]) silence(cell, found.dead[k]);
    });
    for (const i of [...found.out.not_on_sale, ...found.out.not_enough_evidence]) lines[i].blank(found, i);
    reorder(body, under(sorted(board, found, look.sort, intervals), look.sort, intervals), calm, held);
    for (const group of out) {
      const members = [...found.out[group.reason]].sort((a, b) => board.offers[a].near - board.offers[b].near);
      group.count(members.length, found.ranked.length > 0);
      reorder(group.body, members.length ? [group.heading, ...members.map((i) => lines[i].node)] : [], true);
      if (members.length && !group.body.isConnected) table.append(group.body);
      if (!members.length) group.body.remove();
    }
    put(note, "textContent", reading(board, found, write));
    put(caption, "textContent", fill(words.order, { order: order(board, found, 3) }));
  }

  /* The rows; sorted by group, each group under its name. */
  function under(members, sort, intervals) {
    if (sort !== "group") return members.map((i) => lines[i].node);
    return members.flatMap((i, n) => {
      const mine = intervals[board.offers[i].id], before = n && intervals[board.offers[members[n - 1]].id];
      const section = mine && mine.group !== before?.group ? sections[mine.group - 1] : null;
      if (section) put(section.named, "textContent", mine.word);
      return section ? [section.heading, lines[i].node] : [lines[i].node];
    });
  }
  return { node, draw };
}

const narrow = () => matchMedia("(max-width: 640px)").matches;

/* How the table is read; on a phone two lines of it, which unfold under the finger. */
function toRead(note, more) {
  if (!narrow()) return [make("p", { className: "reading" }, note), make("p", { className: "reading" }, more)];
  return [make("details", { className: "reading" }, make("summary", {}, note), make("span", {}, more))];
}

/* Offers without a place under their heading, counted, and seen at a press. Where no offer has a place those shut out
   stand open: what is to be relaxed is then the question. */
function fold(reason, title, { blanks, named, heading }, opened) {
  const body = make("tbody"), press = make("button", { type: "button", className: "live-fold" }), id = `out-${reason}`;
  named.append(press);
  let asked = false;
  const show = () => {
    put(body, "className", asked !== opened.has(id) ? "out" : "out is-shut");
    put(press, "aria-expanded", String(asked !== opened.has(id)));
  };
  press.onclick = () => {
    opened.has(id) ? opened.delete(id) : opened.add(id);
    show();
  };
  const count = (n, placed) => {
    put(press, "textContent", `${title} (${n})`);
    asked = !placed && reason === "must_have";
    show();
  };
  return { reason, blanks, heading, body, count };
}

/* The rows outside of the window, or folded away; one that comes into view is drawn. */
function unseenOf(lines, redraw) {
  const unseen = new Set();
  const watch = new IntersectionObserver((all) => {
    for (const { target, isIntersecting } of all) isIntersecting ? unseen.delete(target) : unseen.add(target);
    if (all.some((one) => one.isIntersecting)) redraw();
  }, { rootMargin: "100px" });
  for (const { node } of lines) watch.observe(node);
  return unseen;
}

/* A pillar whose criteria all carry no weight on that day has no column. */
const silence = (cell, dead) => put(cell, "className", dead ? "pillar dead" : "pillar");

/* The first places in words. */
export function order(board, found, most) {
  return found.ranked.slice(0, most).map((i) => `${found.rows[i].shown} ${board.offers[i].name}`).join(", ");
}

function reading(board, found, write) {
  const first = found.ranked[0];
  if (first === undefined) return "";
  const row = found.rows[first], weighed = figures(board, row).map((x, k) => (found.shares[k] > 0 ? x ?? 0 : -1));
  const best = weighed.indexOf(Math.max(...weighed));
  return fill(board.words.reading, { name: board.offers[first].name, score: write.number(row.total),
    points: printed(board, row, write)[best], pillar: board.pillars[best].label });
}

/* The figures of a row as they stand in its cells; points together, so that they add up to the score. */
function printed(board, row, write) {
  const shown = board.compensation === 1 ? roundedTogether(row.points, row.total, 1) : row.pillars;
  return shown.map((x) => (x === null ? "–" : write.number(x)));
}

/* One offer's row: the parts that move, kept to be written again. */
function line(board, offer) {
  const rank = make("span"), badge = make("span", { "aria-hidden": "true" }), word = make("span", { className: "sr-only" });
  const group = make("small", { className: "group" }, badge, word);
  const place = make("td", { className: "place" }, rank, group), reason = make("small", { className: "reason" });
  const mark = make("span", { className: "mark", title: offer.family_text }, offer.mark);
  const title = make("bdi", { translate: false }, offer.name);
  const name = make("th", { scope: "row" }, mark, door(offer.id, title), make("small", {}, offer.what));
  const n = make("span", { className: "n" }), bar = make("span", { className: "bar" });
  const range = make("span", { className: "range" }), said = make("span", { className: "sr-only" });
  const gap = make("small", { className: "gap" });
  const span = make("i"), strip = make("span", { className: "places", "aria-hidden": "true" }, span);
  const interval = make("small", { className: "interval" });
  const total = make("td", { className: "total" }, make("div", { className: "line" }, door(offer.id, n),
    make("span", { className: "track" }, bar, range)), said, strip, interval);
  // Under the name there is room on a phone, and a row keeps low.
  narrow() ? name.append(gap) : total.children[0].after(gap);
  const parts = board.pillars.map((p) => {
    const part = { n: make("span", { className: "n" }), bar: make("span", { className: "bar" }) };
    part.track = make("span", { className: "track" }, part.bar);
    part.node = make("td", { className: "pillar" },
      make("div", { className: "line" }, door(`${offer.id}.${p.id}`, part.n), part.track));
    return part;
  });
  const empty = [make("td", { className: "total" }), ...board.pillars.map(() => make("td", { className: "pillar" }))];
  const node = make("tr", { className: offer.family }, place, name);

  let shown = null;

  function show(text, full) {
    put(reason, "textContent", text);
    if (!text) reason.remove();
    else if (!reason.parentNode) name.append(reason);
    if (shown === full) return;
    shown = full;
    node.replaceChildren(place, name, ...(full ? [total, ...parts.map((p) => p.node)] : empty));
  }

  /* Where the draws put the offer, as the server last answered; a row that has just won a place waits for that. */
  function stand(found) {
    put(badge, "textContent", found?.sign ?? "");
    put(word, "textContent", found?.word ?? "");
    put(group, "title", found?.word ?? "");
    put(strip, "hidden", !found);
    put(span, "left", `${found?.left ?? 0}%`);
    put(span, "width", `${found?.width ?? 0}%`);
    put(interval, "textContent", found?.text ?? "");
    put(interval, "title", found?.text ?? "");
  }
  return {
    node,
    blank(found, i) {
      put(rank, "textContent", "–");
      stand(null);
      show(found.out.not_enough_evidence.includes(i) ? offer.unproven : offer.reason, false);
      found.dead.forEach((dead, k) => silence(empty[k + 1], dead));
    },
    fill(found, i, widest, write, intervals, pin, held) {
      const row = found.rows[i];
      show(row.place ? "" : offer.reason, true);
      put(rank, "textContent", row.shown ?? "–");
      stand(row.place ? intervals[offer.id] : null);
      put(node, "className", i === pin ? `${offer.family} pinned` : offer.family);
      put(n, "textContent", write.number(row.total));
      put(bar, "width", `${row.total.toFixed(3)}%`);
      put(range, "hidden", row.high - row.low <= 0.05);
      put(range, "left", `${row.low.toFixed(3)}%`);
      put(range, "width", `${(row.high - row.low).toFixed(3)}%`);
      const ends = fill(board.words.range, { low: write.number(row.low), high: write.number(row.high) });
      put(range, "title", ends);
      // Nobody hears it while a hand moves.
      if (!held) put(said, "textContent", ends);
      const far = pin < 0 ? apart(board, found, row, i, write) : against(board, found, i, pin, write);
      put(gap, "textContent", far);
      put(gap, "title", far);
      const texts = printed(board, row, write), full = board.compensation === 1
        ? row.points.map((x, k) => (found.shares[k] > 0 ? Math.min(100, x / found.shares[k]) : 0)) : row.pillars;
      parts.forEach((part, k) => {
        const share = found.shares[k];
        silence(part.node, found.dead[k]);
        put(part.n, "textContent", texts[k]);
        put(part.track, "width", `${((100 * share) / widest).toFixed(2)}%`);
        put(part.bar, "width", `${(full[k] ?? 0).toFixed(2)}%`);
      });
    },
  };
}

/* What a reader finds who subtracts one printed score from another. */
const printedGap = (found, i, j) => rounded(found.rows[i].total, 1) - rounded(found.rows[j].total, 1);

/* How far a ranked row is from the row above, and the first from the next. */
function apart(board, found, row, i, write) {
  if (!row.place || row.neighbour === null) return "";
  const leads = found.ranked[0] === i, close = row.apart < board.close;
  const kind = row.tied ? "level" : close ? "close" : leads ? "ahead" : "behind";
  return write.gap(kind, Math.abs(printedGap(found, row.neighbour, i)));
}

/* How far a row is from the offer that all are compared with. */
function against(board, found, i, pin, write) {
  if (i === pin) return board.words.look.itself;
  const scored = [...found.ranked, ...found.out.must_have].includes(pin), gap = scored ? printedGap(found, i, pin) : 0;
  if (!scored) return "";
  return write.gap(gap > 0 ? "ahead" : gap < 0 ? "behind" : "level", Math.abs(gap));
}
