/* A file says whether it is whole: its data have the digest that it states, and what stands in it is what they give.
   Without this script, or where it was changed (its own digest is in the file's policy), "not verified" stands. */
import { evaluate } from "./compute.js";
import { writers } from "./dom.js";

const proof = document.getElementById("em-proof"), inside = document.getElementById("em-data").textContent;

const hex = (buffer) => [...new Uint8Array(buffer)].map((x) => x.toString(16).padStart(2, "0")).join("");
async function digest(text) {
  const bytes = new TextEncoder().encode(text);
  try {
    return hex(await crypto.subtle.digest("SHA-256", bytes));
  } catch {
    return globalThis.sha256(bytes);
  }
}

/* Places, names and scores of the ranked rows as the file's table has them, and its finding. */
const shown = () => JSON.stringify([document.querySelector("h1 .em-published").textContent,
  [...document.querySelectorAll("#em-still tbody.ranked tr")].map((row) =>
    [row.querySelector(".place").firstChild.textContent, row.querySelector("bdi").textContent,
      row.querySelector(".total .n").textContent])]);

function given() {
  const { board, state, title } = JSON.parse(inside), found = evaluate(board, state), write = writers(board.lang, board.words);
  return JSON.stringify([title, found.ranked.map((i) =>
    [String(found.rows[i].shown), board.offers[i].name, write.number(found.rows[i].total)])]);
}

function say(good, words) {
  document.getElementById("em-said").textContent = words;
  proof.classList.add(good ? "is-good" : "is-bad");
}

const table = shown();
digest(inside).then((found) => {
  const whole = found === proof.dataset.digest && proof.textContent.includes(found);
  if (!whole) return say(false, proof.dataset.digestBad);
  const same = table === given();
  say(same, same ? proof.dataset.good : proof.dataset.shownBad);
}).catch(() => say(false, proof.dataset.shownBad));
