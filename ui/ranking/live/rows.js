/* The ranking: the same table as charts/board.html.j2 draws, following the weights. */
import { rounded, roundedTogether } from "./compute.js";
import { fill, make, put, reorder, writers } from "./dom.js";

export function rows(board) {
  const { words } = board, write = writers(board.lang, words);
  const heads = board.pillars.map((p) => make("b"));
  const pillarHeads = board.pillars.map((p, k) =>
    make("th", { scope: "col", className: "pillar" }, `${p.label} `, heads[k]));
  const head = make("thead", {}, make("tr", {},
    make("th", { scope: "col", className: "place" }, words.heads.place),
    make("th", { scope: "col" }, words.heads.offer),
    make("th", { scope: "col", className: "total" }, words.heads.total), ...pillarHeads));
  const caption = make("caption", { className: "sr-only" });
  const table = make("table", { className: "board" }, caption, head);
  const body = make("tbody", { className: "ranked" });
  table.append(body);
  const lines = board.offers.map((offer) => line(board, offer));
  const groups = Object.entries(words.titles).map(([reason, title]) => {
    const blanks = board.pillars.map(() => make("td", { className: "pillar" }));
    const heading = make("tr", { className: "title" }, make("th", { scope: "rowgroup", colSpan: 3 }, title), ...blanks);
    return { reason, heading, blanks, body: make("tbody", { className: "out" }) };
  });
  const note = make("p", { className: "reading" });
  const node = make("div", { className: "live-rows" }, table, note);

  function draw(found, calm) {
    const widest = Math.max(...found.shares);
    found.percents.forEach((n, k) => {
      put(heads[k], "textContent", write.percent(n));
      for (const cell of [pillarHeads[k], ...groups.map((g) => g.blanks[k])]) silence(cell, found.dead[k]);
    });
    for (const i of [...found.ranked, ...found.out.must_have]) lines[i].fill(found, i, widest, write);
    for (const i of [...found.out.not_on_sale, ...found.out.not_enough_evidence]) lines[i].blank(found, i);
    reorder(body, found.ranked.map((i) => lines[i].node), calm);
    for (const group of groups) {
      const members = found.out[group.reason];
      reorder(group.body, members.length ? [group.heading, ...members.map((i) => lines[i].node)] : [], true);
      if (members.length && !group.body.isConnected) table.append(group.body);
      if (!members.length) group.body.remove();
    }
    put(note, "textContent", reading(board, found, write));
    put(caption, "textContent", fill(words.order, { order: order(board, found, 3) }));
  }
  return { node, draw };
}

/* A pillar whose criteria all carry no weight on that day has no column. */
const silence = (cell, dead) => put(cell, "className", dead ? "pillar dead" : "pillar");

/* The first places in words. */
export function order(board, found, most) {
  return found.ranked.slice(0, most).map((i) => `${found.rows[i].place} ${board.offers[i].name}`).join(", ");
}

function reading(board, found, write) {
  const first = found.ranked[0];
  if (first === undefined) return "";
  const { total, points } = found.rows[first], best = points.indexOf(Math.max(...points));
  return fill(board.words.reading, { name: board.offers[first].name, score: write.number(total),
    points: write.number(roundedTogether(points, total, 1)[best]), pillar: board.pillars[best].label });
}

/* One offer's row: the parts that move, kept to be written again. */
function line(board, offer) {
  const place = make("td", { className: "place" }), reason = make("small", { className: "reason" });
  const mark = make("span", { className: "mark", title: offer.family_text }, offer.mark);
  const title = make("bdi", { translate: false }, offer.name);
  const name = make("th", { scope: "row" }, mark, title, make("small", {}, offer.what));
  const n = make("span", { className: "n" }), bar = make("span", { className: "bar" });
  const range = make("span", { className: "range" }), said = make("span", { className: "sr-only" });
  const gap = make("small", { className: "gap" });
  const total = make("td", { className: "total" },
    make("div", { className: "line" }, n, make("span", { className: "track" }, bar, range)), gap, said);
  const parts = board.pillars.map(() => {
    const part = { n: make("span", { className: "n" }), bar: make("span", { className: "bar" }) };
    part.track = make("span", { className: "track" }, part.bar);
    part.node = make("td", { className: "pillar" }, make("div", { className: "line" }, part.n, part.track));
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
  return {
    node,
    blank(found, i) {
      put(place, "textContent", "–");
      show(found.out.not_enough_evidence.includes(i) ? offer.unproven : offer.reason, false);
      found.dead.forEach((dead, k) => silence(empty[k + 1], dead));
    },
    fill(found, i, widest, write) {
      const row = found.rows[i];
      show(row.place ? "" : offer.reason, true);
      put(place, "textContent", row.place ?? "–");
      put(n, "textContent", write.number(row.total));
      put(bar, "width", `${row.total.toFixed(3)}%`);
      put(range, "hidden", row.high - row.low <= 0.05);
      put(range, "left", `${row.low.toFixed(3)}%`);
      put(range, "width", `${(row.high - row.low).toFixed(3)}%`);
      const ends = fill(board.words.range, { low: write.number(row.low), high: write.number(row.high) });
      put(range, "title", ends);
      put(said, "textContent", ends);
      put(gap, "textContent", apart(board, found, row, i, write));
      const printed = roundedTogether(row.points, row.total, 1);
      parts.forEach((part, k) => {
        const share = found.shares[k];
        silence(part.node, found.dead[k]);
        put(part.n, "textContent", write.number(printed[k]));
        put(part.track, "width", `${((100 * share) / widest).toFixed(2)}%`);
        put(part.bar, "width", `${share > 0 ? Math.min(100, row.points[k] / share).toFixed(2) : 0}%`);
      });
    },
  };
}

/* How far a ranked row is from the row above, and the first from the next. */
function apart(board, found, row, i, write) {
  if (!row.place || row.neighbour === null) return "";
  const leads = found.ranked[0] === i, close = row.apart < board.close;
  const kind = row.tied ? "level" : leads ? (close ? "close_ahead" : "ahead") : close ? "close" : "behind";
  // What a reader finds who subtracts one printed score from the other.
  const printed = Math.abs(rounded(found.rows[row.neighbour].total, 1) - rounded(row.total, 1));
  return write.gap(kind, printed, board.offers[row.neighbour].name);
}
