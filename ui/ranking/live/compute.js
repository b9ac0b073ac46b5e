/* Weighs, orders and moves weights as ranking/ does in Python; tests/browser/test_browser_live.py holds it to 1e-9.
   board: what charts/ranking/live_data.py sends; state: { pillars, weights } as in the scenario, and `locked`, a list of ids. */

const sum = (numbers) => numbers.reduce((total, x) => total + x, 0);

function normalised(shares) {
  const total = sum(Object.values(shares));
  return Object.fromEntries(Object.entries(shares).map(([k, v]) => [k, total > 0 ? v / total : 0]));
}

/* Rounded to `digits` decimals, a true tie to the even digit, as Python rounds. */
export function rounded(x, digits) {
  const halves = x * 2 ** (digits + 1);
  if (!Number.isInteger(halves) || halves % 2 === 0) return Number(x.toFixed(digits));
  const below = Math.floor(x * 10 ** digits);
  return (below % 2 === 0 ? below : below + 1) / 10 ** digits;
}

/* Whole percentages that add up to 100 (largest remainder). */
export function whole(shares) {
  const keys = Object.keys(shares), total = sum(Object.values(shares));
  if (total <= 0) return Object.fromEntries(keys.map((k) => [k, 0]));
  const exact = Object.fromEntries(keys.map((k) => [k, (100 * shares[k]) / total]));
  const found = Object.fromEntries(keys.map((k) => [k, Math.trunc(exact[k] + 1e-9)]));
  const missing = 100 - sum(Object.values(found));
  const first = [...keys].sort((a, b) => found[a] - exact[a] - (found[b] - exact[b]));
  for (const k of first.slice(0, missing)) found[k] += 1;
  return found;
}

/* Parts with `digits` decimals that add up to `total` as printed (largest remainder), as ranking/rounding.py has them. */
export function roundedTogether(parts, total, digits) {
  const unit = 10 ** digits, found = parts.map((x) => Math.floor(x * unit + 1e-7));
  const missing = Math.round(rounded(total, digits) * unit) - sum(found);
  const order = parts.map((_, k) => k).sort((a, b) => found[a] - parts[a] * unit - (found[b] - parts[b] * unit));
  const givers = order.some((k) => parts[k] !== 0) ? order.filter((k) => parts[k] !== 0) : order;
  for (let step = 0; step < Math.abs(missing); step += 1) {
    if (missing > 0) found[givers[step % givers.length]] += 1;
    else found[givers[givers.length - 1 - (step % givers.length)]] -= 1;
  }
  return found.map((x) => x / unit);
}

/* Effective weights: profile, then the state's own, then what is too thinly known set aside. A share from the profile
   shrinks to its documented part, one set by hand stands (ranking/weighing/weighting.py). */
export function weighting(board, state) {
  const within = {}, documented = {}, points = {}, ids = board.pillars.map((p) => p.id);
  for (const pillar of ids) {
    const inside = board.criteria.filter((c) => c.pillar === pillar);
    const said = Object.fromEntries(inside.map((c) => [c.id, state.weights[c.id] ?? c.base]));
    const live = Object.fromEntries(inside.map((c) => [c.id, c.thin ? 0 : said[c.id]]));
    const all = sum(Object.values(said));
    Object.assign(points, said);
    Object.assign(within, normalised(live));
    documented[pillar] = all > 0 ? sum(Object.values(live)) / all : 0;
  }
  const nominal = normalised(Object.fromEntries(board.pillars.map((p) => [p.id, state.pillars[p.id] ?? p.base])));
  const held = ids.filter((p) => p in state.pillars), free = ids.filter((p) => !(p in state.pillars));
  const room = sum(free.map((p) => nominal[p]));
  const parts = normalised(Object.fromEntries(free.map((p) => [p, nominal[p] * documented[p]])));
  const pillars = normalised(Object.fromEntries(ids.map((p) =>
    [p, held.includes(p) ? (documented[p] > 0 ? nominal[p] : 0) : room * parts[p]])));
  const silent = sum(ids.filter((p) => documented[p] <= 0).map((p) => nominal[p]));
  const toKeep = Object.fromEntries(ids.map((p) =>
    [p, documented[p] > 0 ? pillars[p] * (1 - silent) : nominal[p]]));
  return { pillars, within, nominal, documented, points, toKeep, held };
}

/* Urgency's share of what both poles weigh together; null where neither weighs. */
export function balance(board, weights) {
  const [urgency, sovereignty] = board.poles.map((p) => weights.pillars[p]);
  return urgency + sovereignty > 0 ? urgency / (urgency + sovereignty) : null;
}

/* Weighted power mean: 1 arithmetic, 0 geometric, -Infinity the smallest; entries without share do not count. */
export function powerMean(values, shares, p) {
  if (p === 1) return sum(values.map((v, k) => v * shares[k]));
  const counted = values.filter((_, k) => shares[k] > 0);
  const lowest = Math.min(...counted);
  if (p === -Infinity) return Number.isFinite(lowest) ? lowest : 0;
  const scale = p < 0 ? lowest : Math.max(0, ...counted);
  if (!Number.isFinite(scale) || scale <= 0 || (lowest <= 0 && p <= 0)) return 0;
  const powers = values.map((v, k) => {
    const log = shares[k] > 0 && v > 0 ? Math.log(v / scale) : null;
    if (p === 0) return shares[k] * (log ?? 0);
    return shares[k] * (log === null ? (p > 0 ? -1 : 0) : Math.expm1(p * log));
  });
  return scale * Math.exp(p === 0 ? sum(powers) : Math.log1p(Math.max(sum(powers), -1)) / p);
}

/* Score of each pillar; null where nothing in it is weighed (or, with `skip`, known). */
function pillarScores(cells, within, members, skip) {
  return members.map((columns) => {
    const used = skip ? columns.filter((j) => cells[j] !== null) : columns;
    const total = sum(used.map((j) => within[j]));
    return total > 0 ? sum(used.map((j) => cells[j] * (within[j] / total))) : null;
  });
}

/* Points of each pillar, adding up to the total (Euler's theorem for a homogeneous mean). */
function pillarPoints(pillars, shares, total, p) {
  if (p === 1) return pillars.map((x, k) => (x ?? 0) * shares[k]);
  const close = (x) => Math.abs(x - total) <= 1e-8 + 1e-5 * Math.abs(total);
  const counts = pillars.map((x, k) => shares[k] > 0 && (p === -Infinity ? close(x ?? 0) : x > 0));
  const used = pillars.filter((_, k) => counts[k]);
  const scale = p < 0 ? Math.min(...used) : Math.max(...used);
  const parts = pillars.map((x, k) => (counts[k] ? (p === -Infinity ? 1 : shares[k] * (x / scale) ** p) : 0));
  const whole = sum(parts);
  return parts.map((part, k) => (whole > 0 && pillars[k] > 0 ? (part / whole) * total : 0));
}

/* One offer: score, worst and best case, points of each pillar. */
function score(board, i, shares, within, members, p) {
  const ignore = board.filler === null;
  const cells = ignore ? board.values[i] : board.values[i].map((x) => x ?? board.filler);
  const pillars = pillarScores(cells, within, members, ignore);
  const held = pillars.map((x, k) => (x === null ? 0 : shares[k])), whole = sum(held);
  const live = held.map((x) => (whole > 0 ? x / whole : 0));
  const total = powerMean(pillars.map((x) => x ?? 0), live, p);
  const ends = [2, 3].map((end) => {
    const cell = board.values[i].slice();
    for (const change of board.ends) if (change[0] === i) cell[change[1]] = change[end];
    return powerMean(pillarScores(cell, within, members, false).map((x) => x ?? 0), shares, p);
  });
  return { total, low: Math.min(ends[0], total), high: Math.max(ends[1], total),
           points: pillarPoints(pillars, live, total, p), pillars };
}

/* What the columns of pillars show: points that add up to the score; where pillars do not simply add up, each one's own
   score, null where nothing of it is known (charts/ranking/ranking_table.py). */
export const figures = (board, row) => (board.compensation === 1 ? row.points : row.pillars);

/* Places 1..n, best first; scores within a billionth of a point share a place. Each row learns its gap to the next
   lower score, and how far `apart` it is from its neighbour: the row above, below for the first. */
function placed(board, rows, ranked) {
  let anchor = null;
  [...ranked].sort((a, b) => rows[b].total - rows[a].total).forEach((i, n) => {
    if (anchor === null || rows[anchor].total - rows[i].total > board.tie) {
      anchor = i;
      rows[i].place = n + 1;
    } else rows[i].place = rows[anchor].place;
  });
  ranked.sort((a, b) => rows[a].place - rows[b].place || board.offers[a].alpha - board.offers[b].alpha);
  /* What is printed alike shares the place that is shown. */
  const printed = ranked.map((i) => rounded(rows[i].total, 1)).sort((a, b) => b - a);
  ranked.forEach((i) => { rows[i].shown = printed.indexOf(rounded(rows[i].total, 1)) + 1; });
  ranked.forEach((i, n) => {
    const row = rows[i], lower = ranked.filter((j) => rows[j].place > row.place);
    const best = Math.max(...lower.filter((j) => rows[j].place === rows[lower[0]].place).map((j) => rows[j].total));
    row.gap = lower.length ? row.total - best : null;
    row.neighbour = (n ? ranked[n - 1] : ranked[1]) ?? null;
    row.tied = row.neighbour !== null && rows[row.neighbour].place === row.place;
    row.apart = n ? rows[row.neighbour].total - row.total : row.gap;
  });
  return ranked;
}

/* Everything the screen shows for one state. ranked: rows in order, none where nothing weighs; out: reason -> rows. */
export function evaluate(board, state) {
  const weights = weighting(board, state), p = board.compensation === "min" ? -Infinity : board.compensation;
  const shares = board.pillars.map((x) => weights.pillars[x.id]);
  const within = board.criteria.map((c) => weights.within[c.id]);
  const members = board.pillars.map((x) => board.criteria.flatMap((c, j) => (c.pillar === x.id ? [j] : [])));
  const rows = board.offers.map((_, i) => ({ place: null, ...score(board, i, shares, within, members, p) }));
  const blank = (i) => board.filler === null && board.values[i].every(
    (x, j) => x === null || !(within[j] * weights.pillars[board.criteria[j].pillar] > 0));
  const reasons = board.offers.map((offer, i) =>
    (["", "must_have"].includes(offer.bar) && blank(i) ? "not_enough_evidence" : offer.bar));
  const of = (reason) => reasons.flatMap((r, i) => (r === reason ? [i] : []));
  const out = Object.fromEntries(["must_have", "not_on_sale", "not_enough_evidence"].map((r) => [r, of(r)]));
  const weighed = shares.some((x) => x > 0);
  return { weights, shares, rows, ranked: placed(board, rows, weighed ? of("") : []), out };
}

/* The shares (summing to 1) with `item` at `to`, the free others rescaled in proportion, the locked ones as they are. */
function moved(shares, item, to, locked) {
  if (locked.includes(item)) return shares;
  const others = Object.keys(shares).filter((k) => k !== item), free = others.filter((k) => !locked.includes(k));
  const room = 1 - sum(others.filter((k) => locked.includes(k)).map((k) => shares[k]));
  const put = free.length ? Math.min(to, room) : room, total = sum(free.map((k) => shares[k]));
  const next = { ...shares, [item]: put };
  for (const k of free) next[k] = (room - put) * (total > 0 ? shares[k] / total : 1 / free.length);
  return next;
}

function wholeMoved(shares, item, to, locked) {
  const held = Object.keys(shares).some((k) => locked.includes(k));
  return whole(moved(held ? normalised(whole(shares)) : shares, item, to / 100, locked));
}

/* The state with a weight moved by hand; kind: "pillar", "criterion" or "balance"; to: a whole percentage. */
export function move(board, state, kind, id, to) {
  const weights = weighting(board, state), locked = state.locked ?? [];
  if (kind === "balance") {
    if (board.poles.some((p) => locked.includes(p))) return state;
    const [urgency, sovereignty] = board.poles, shares = weights.toKeep, t = to / 100;
    const together = shares[urgency] + shares[sovereignty];
    const next = { ...shares, [urgency]: together * t, [sovereignty]: together * (1 - t) };
    const pillars = Object.fromEntries(Object.entries(next).map(([k, v]) => [k, rounded(100 * v, 4)]));
    return { ...state, pillars };
  }
  if (kind === "pillar") {
    const live = board.pillars.filter((p) => board.criteria.some((c) => c.pillar === p.id && weights.within[c.id] > 0));
    const shares = Object.fromEntries(live.map((p) => [p.id, weights.pillars[p.id]]));
    return { ...state, pillars: wholeMoved(shares, id, to, locked) };
  }
  const pillar = board.criteria.find((c) => c.id === id).pillar;
  const inside = board.criteria.filter((c) => c.pillar === pillar && (!c.thin || c.id === id));
  const live = inside.filter((c) => weights.within[c.id] > 0 || c.id === id || c.id in state.weights);
  const shares = Object.fromEntries(live.map((c) => [c.id, weights.within[c.id]]));
  const part = weights.documented[pillar];
  const all = part > 0 && part < 1 ? sum(inside.map((c) => weights.points[c.id])) : 100;
  const next = Object.fromEntries(Object.entries(wholeMoved(shares, id, to, locked))
    .map(([k, n]) => [k, rounded((n * all) / 100, 4)]));
  return { ...state, weights: { ...state.weights, ...next } };
}
