/* What this browser remembers of a meeting, never in the address: cookies of this site for seats and keys; and, for this
   window alone, the weights as they stand on screen, with the seat, so that a session that was lost finds them again.
   What a hand moves is noted here at once (ui/ranking/live/kept.js tells it) and kept until the server has heard of it: of
   a line that is cut without a sign nothing else would tell.
   data: {kept: [[cookie's name, text, seconds]], tabs: [{name, seat, draft, keeper, heard: {session, seq}, ask, to}]};
   state `to`, "seat" or "common": {ask, seat, draft, hand: {session, seq, state}} */
const held = {}  // where sessionStorage is refused, the page itself remembers as long as it lives

function read(name) {
  try { return JSON.parse(sessionStorage.getItem(name)) ?? held[name] } catch { return held[name] }
}

function write(name, value) {
  held[name] = value
  try { value ? sessionStorage.setItem(name, JSON.stringify(value)) : sessionStorage.removeItem(name) } catch { /* held */ }
}

const asked = {}
let watched  // the tabs whose weights are on this page

document.addEventListener("weights-by-hand", ({ detail: { keeper, ...hand } }) => {
  const tab = watched?.find((one) => one.keeper === keeper)
  if (!tab) return
  const { seat, draft } = read(tab.name) ?? tab
  write(tab.name, { seat, draft, hand })
})

// What the server has not heard: a later message of the session that it still is.
function unheard(name, { session, seq }) {
  const hand = read(name)?.hand
  return hand?.session === session && hand.seq > seq ? hand : undefined
}

export default function ({ data, setStateValue }) {
  const safe = location.protocol === "https:" ? "; Secure" : ""
  for (const [name, value, seconds] of data.kept) {
    document.cookie = `${name}=${value}; Max-Age=${seconds}; Path=/; SameSite=Strict${safe}`
  }
  watched = data.tabs.filter((tab) => tab.keeper)
  for (const { name, seat, draft, heard, ask, to } of data.tabs) {
    if (!ask) { write(name, seat ? { seat, draft, hand: unheard(name, heard) } : undefined); continue }
    const found = read(name)
    if (found && asked[name] !== ask) {
      asked[name] = ask
      setStateValue(to, { ask, ...found })
    }
  }
}
