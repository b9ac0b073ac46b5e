/* What stands over the rows: families in words, the offer that all are compared with, heads that sort. */
import { figures } from "./compute.js";
import { fill, make, put } from "./dom.js";

/* The line above the table. hand.look: what a choice does. */
export function legend(board, hand) {
  const { words } = board, shown = new Map(board.offers.map((o) => [o.family, o]));
  const families = ["european", "hyperscaler", "licensed"].filter((f) => shown.has(f)).map((f) =>
    make("span", { className: f }, make("span", { className: "mark", "aria-hidden": "true" }, shown.get(f).mark),
      shown.get(f).family_text));
  const names = [...board.offers].sort((a, b) => a.alpha - b.alpha);
  const select = make("select", { id: "live-pin", onchange: () => hand.look({ pin: select.value }) },
    make("option", { value: "" }, words.look.none),
    ...names.map((o) => make("option", { value: o.id, translate: false }, o.name)));
  const node = make("div", { className: "live-legend" }, make("p", { "aria-label": words.look.legend }, ...families),
    make("label", { className: "live-pin" }, `${words.look.pin} `, select));
  return { node, draw: (look) => (select.value === look.pin ? 0 : (select.value = look.pin)) };
}

/* The heads of the table; each sorts by its column, pressed again by the score as before. */
export function heads(board, hand) {
  const { words } = board;
  const sorting = (text, key) => {
    const button = make("button", { type: "button", className: "live-sort", title: fill(words.look.sort, { column: text }),
      onclick: () => hand.look({ sort: button.sorted ? "" : key }) }, text);
    return Object.assign(button, { key });
  };
  const place = sorting(words.heads.place, "score"), group = sorting(words.look.group, "group");
  const name = sorting(words.heads.offer, "name"), total = sorting(words.heads.total, "score");
  const doubt = sorting(words.look.doubt, "doubt"), shares = board.pillars.map(() => make("b"));
  const pillars = board.pillars.map((p) => sorting(p.label, p.id));
  const cells = board.pillars.map((p, k) => make("th", { scope: "col", className: "pillar" }, pillars[k], shares[k]));
  const columns = [[make("th", { scope: "col", className: "place" }, place, group), [place, group]],
    [make("th", { scope: "col" }, name), [name]],
    [make("th", { scope: "col", className: "total" }, total, doubt), [total, doubt]],
    ...cells.map((cell, k) => [cell, [pillars[k]]])];
  const node = make("thead", {}, make("tr", {}, ...columns.map(([cell]) => cell)));

  function draw(look) {
    const sort = look.sort || "score";
    for (const [cell, buttons] of columns) {
      const on = buttons.find((b) => b.key === sort);
      for (const b of buttons) put(b, "className", b === on ? "live-sort is-on" : "live-sort");
      for (const b of buttons) b.sorted = b.key === look.sort;
      const falls = ["score", ...board.pillars.map((p) => p.id)].includes(sort);
      put(cell, "aria-sort", on ? (falls && cell.className !== "place" ? "descending" : "ascending") : "none");
    }
  }
  return { node, shares, cells, draw };
}

/* The ranked rows as they stand under one another. intervals: offer -> where the draws put it, as last answered. */
export function sorted(board, found, sort, intervals) {
  const pillar = board.pillars.findIndex((p) => p.id === sort), last = { group: 99, best: 99, worst: 99 };
  const of = (i) => intervals[board.offers[i].id] ?? last;
  const by = {
    name: (i) => [board.offers[i].alpha],
    group: (i) => [of(i).group],
    doubt: (i) => [of(i).best, of(i).worst],
  }[sort] ?? (pillar < 0 ? () => [] : (i) => [-(figures(board, found.rows[i])[pillar] ?? 0)]);
  const order = new Map(found.ranked.map((i, n) => [i, [...by(i), n]]));
  return [...found.ranked].sort((a, b) => {
    const [x, y] = [order.get(a), order.get(b)], k = x.findIndex((v, n) => v !== y[n]);
    return k < 0 ? 0 : x[k] - y[k];
  });
}
