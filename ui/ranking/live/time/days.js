/* Several days side by side under one set of weights: the same lists as charts/ranking/question.html.j2 draws.
   board.days: [{ title, iso, board }] with the numbers of each day (null where nothing can be weighed), board.subject the
   offer that is always found, board.few how many rows; said: [{ answer, company }], what Python says of each day. */
import { evaluate } from "../compute.js";
import { door, fill, make, put, writers } from "../dom.js";
import { reorder } from "../gliding.js";

export function days(board) {
  const every = board.days.map((one) => day(board, one));
  const node = make("div", { className: "q-days" }, ...every.map((x) => x.node));
  const draw = (found, calm, { state }, said, turn) => turn.last && every.forEach((x, k) => x.draw(state, calm, said?.[k]));
  return { node, draw };
}

function day(board, { title, iso, board: own }) {
  const write = writers(board.lang, board.words);
  const answer = make("p", { className: "q-answer" }), company = make("p", { className: "q-company" });
  const list = make("ol"), lines = own ? own.offers.map((offer) => line(board, offer, iso)) : [];
  const node = make("section", { className: "q-day" }, make("h2", {}, title), answer, company, list);

  /* The rows that are shown: the first ones, and the subject in the last place where it stands below or is out. */
  function chosen(found) {
    const subject = own.offers.findIndex((offer) => offer.id === board.subject);
    const first = found.ranked.slice(0, board.few);
    return subject < 0 || first.includes(subject) ? first : [...first.slice(0, board.few - 1), subject];
  }
  function draw(state, calm, said) {
    if (said) {
      put(answer, "textContent", said.answer);
      put(company, "textContent", said.company);
    }
    if (!own) return;
    const found = evaluate(own, state), shown = chosen(found);
    for (const i of shown) lines[i].fill(found, i, write);
    reorder(list, shown.map((i) => lines[i].node), calm);
  }
  return { node, draw };
}

function line(board, offer, iso) {
  const place = make("span", { className: "q-place" }), bar = make("span", { className: "q-bar" });
  const name = make("span", { className: "q-name" }, door(`${offer.id}@${iso}`, make("bdi", { translate: false }, offer.name)));
  const reason = make("small"), text = make("span", { className: "sr-only" });
  const track = make("span", { className: "q-track" }, bar);
  const subject = offer.id === board.subject ? " q-subject" : "";
  const node = make("li", { className: offer.family + subject }, place,
    make("span", { className: "mark", title: offer.family_text }, offer.mark), name, track, text);
  return {
    node,
    fill(found, i, write) {
      const row = found.rows[i], placed = found.ranked.includes(i);
      put(place, "textContent", placed ? row.place : "–");
      put(reason, "textContent", placed ? "" : why(board, offer, found, i));
      placed ? reason.remove() : name.append(reason);
      put(track, "hidden", !placed);
      if (!placed) return put(text, "textContent", "");
      const score = fill(board.words.score, { score: write.number(row.total) });
      put(bar, "width", `${row.total.toFixed(2)}%`);
      put(track, "title", score);
      put(text, "textContent", score);
    },
  };
}

/* Why an offer has no place. */
function why(board, offer, found, i) {
  if (found.out.not_on_sale.includes(i)) return board.words.titles.not_on_sale;
  return found.out.not_enough_evidence.includes(i) ? offer.unproven : offer.reason;
}
