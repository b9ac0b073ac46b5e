/* The live board on any day: charts/ranking/live_days.py sends what differs from one day of change to the next. */
import { fill } from "../dom.js";

/* The numbers of a board that depend on the day. */
export const numbers = (board) => ({ values: board.values, ends: board.ends, thin: board.criteria.map((c) => c.thin),
  offers: board.offers.map(({ bar, reason, unproven }) => ({ bar, reason, unproven })) });

/* Let the board show another day's numbers; what draws it keeps the same board, offers and criteria. */
export function put(board, { values, ends, thin, offers }) {
  board.values = values;
  board.ends = ends;
  thin.forEach((aside, j) => { board.criteria[j].thin = aside; });
  offers.forEach((said, i) => Object.assign(board.offers[i], said));
}

/* Every day of change with its whole numbers; rows that stay are the same arrays. `sent` as live_days.py writes it. */
export function unfold(sent, offers, criteria) {
  let values = Array.from({ length: offers }, () => Array(criteria).fill(null));
  let ends = values.map((row) => row.map(() => [0, 100]));
  let thin = Array(criteria).fill(false);
  let said = values.map(() => ({ bar: "", reason: "", unproven: "" }));
  return sent.days.map(([at, cells, changes, aside]) => {
    const fresh = new Set(cells.map(([i]) => i));
    values = values.map((row, i) => (fresh.has(i) ? row.slice() : row));
    ends = ends.map((row, i) => (fresh.has(i) ? row.slice() : row));
    for (const [i, j, value, low, high] of cells) {
      values[i][j] = value;
      ends[i][j] = low !== undefined ? [low, high] : value === null ? [0, 100] : null;
    }
    if (changes.length) said = said.slice();
    for (const [i, bar, reason, unproven] of changes) {
      said[i] = { bar: bar ?? said[i].bar, reason: sent.texts[reason] ?? said[i].reason,
        unproven: sent.texts[unproven] ?? said[i].unproven };
    }
    if (aside) thin = thin.map((_, j) => aside.includes(j));
    const pairs = ends.flatMap((row, i) => row.flatMap((end, j) => (end ? [[i, j, ...end]] : [])));
    return { at, values, ends: pairs, thin, offers: said };
  });
}

/* Number of the last entry at or before `at`, of a list ascending in `at`; -1 where none is. */
export function lastBefore(list, at) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].at <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/* What holds of a day for certain: who has the best score, or between whom it is too close to call. */
export function headline(board, found, words, day) {
  if (!found.ranked.length || found.shares.every((x) => !x)) return fill(words.none, { day });
  const best = found.rows[found.ranked[0]].total;
  const near = found.ranked.filter((i) => best - found.rows[i].total < board.close).map((i) => board.offers[i].name);
  if (near.length === 1) return fill(words.first, { day, name: near[0] });
  const names = near.length === 2 ? fill(words.and, { a: near[0], b: near[1] })
    : fill(words.many, { name: near[0], n: near.length - 1 });
  return fill(words.close, { day, names });
}
