/* What outlives the page's elements: for each set of weights of the visit (the board's own, those of a meeting) its state,
   what can be undone, and which message was the last. */
const memories = new Map();

const fresh = (session) => ({ session, sent: 0, sentAt: 0, acked: 0, message: null, state: null, past: [], future: [], opened: new Set(),
  look: { sort: "", pin: "" }, intervals: {}, asked: 0 });

export const recalled = (session) => memories.get(session) ?? memories.set(session, fresh(session)).get(session);

const written = ({ pillars, weights, locked }) =>
  JSON.stringify([Object.entries(pillars).sort(), Object.entries(weights).sort(), [...locked].sort()]);

/* Whether two states are one. */
export const same = (a, b) => written(a) === written(b);

/* Tell whoever keeps weights for a session that may be lost, before Python hears of them (ui/meeting/browser/memory.js). */
export function noted(keeper, memory, seq) {
  const detail = { keeper, session: memory.session, seq, state: memory.state };
  if (keeper) document.dispatchEvent(new CustomEvent("weights-by-hand", { detail }));
}
