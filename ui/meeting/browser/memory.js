/* What this browser remembers of a meeting, never in the address: cookies of this site for seats and keys; and, for this
   window alone, the weights as they stand on screen, with the seat, so that a session that was lost finds them again.
   What a hand moves is noted here at once and kept until the server says that its sliders stand so: of a line that is
   cut without a sign nothing else would tell.
   data: {kept: [[cookie's name, text, seconds]], tabs: [{name, seat, draft, stands: {slider's key: per cent}, ask, to}]};
   state `to`, "seat" or "common": {ask, seat, draft, hand: [[slider's key, per cent]]} */
const held = {}  // where sessionStorage is refused, the page itself remembers as long as it lives

function read(name) {
  try { return JSON.parse(sessionStorage.getItem(name)) ?? held[name] } catch { return held[name] }
}

function write(name, value) {
  held[name] = value
  try { value ? sessionStorage.setItem(name, JSON.stringify(value)) : sessionStorage.removeItem(name) } catch { /* held */ }
}

const asked = {}
let watched  // [{name, stands}] of the sliders on this page

function note() {
  const range = document.activeElement
  if (!range?.matches?.("[data-testid=stSlider] input[type=range]")) return
  const key = [...range.closest("[class*=st-key-]").classList].find((name) => name.startsWith("st-key-")).slice(7)
  const tab = watched?.find(({ stands }) => key in stands)
  if (!tab) return
  const kept = read(tab.name) ?? { seat: tab.seat, draft: tab.draft }
  const hand = (kept.hand ?? []).filter(([other]) => other !== key), value = Number(range.value)
  write(tab.name, { ...kept, hand: value === tab.stands[key] ? hand : [...hand, [key, value]] })
}

// What came before the last move that the server has heard was heard too: each move shifts the other sliders.
function unheard(name, stands) {
  const hand = read(name)?.hand ?? []
  return hand.slice(hand.findLastIndex(([key, value]) => stands[key] === value) + 1)
}

const soon = () => setTimeout(note, 50)
for (const sign of ["pointerup", "touchend", "keyup"]) addEventListener(sign, soon, true)
addEventListener("pagehide", note)

export default function ({ data, setStateValue }) {
  const safe = location.protocol === "https:" ? "; Secure" : ""
  for (const [name, value, seconds] of data.kept) {
    document.cookie = `${name}=${value}; Max-Age=${seconds}; Path=/; SameSite=Strict${safe}`
  }
  watched = data.tabs.filter((tab) => tab.stands)
  for (const { name, seat, draft, stands, ask, to } of data.tabs) {
    if (!ask) { write(name, seat ? { seat, draft, hand: unheard(name, stands) } : undefined); continue }
    const found = read(name)
    if (found && asked[name] !== ask) {
      asked[name] = ask
      setStateValue(to, { ask, ...found })
    }
  }
}
