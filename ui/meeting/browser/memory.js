/* What this browser remembers of a meeting, never in the address: cookies of this site for seats and keys; and, for this
   window alone, the seat with the weights as they stand on screen, so that a session that was lost finds them again.
   data: {kept: [[cookie's name, text, seconds]], tab: {name, seat, draft, ask}}; state "tab": {ask, seat, draft} */
const held = {}  // where sessionStorage is refused, the page itself remembers as long as it lives

function read(name) {
  try { return JSON.parse(sessionStorage.getItem(name)) ?? held[name] } catch { return held[name] }
}

function write(name, value) {
  held[name] = value
  try { value ? sessionStorage.setItem(name, JSON.stringify(value)) : sessionStorage.removeItem(name) } catch { /* held */ }
}

export default function ({ data, setStateValue }) {
  const safe = location.protocol === "https:" ? "; Secure" : ""
  for (const [name, value, seconds] of data.kept) {
    document.cookie = `${name}=${value}; Max-Age=${seconds}; Path=/; SameSite=Strict${safe}`
  }
  for (const { name, seat, draft, ask } of data.tabs) {
    if (!ask) { write(name, seat ? { seat, draft } : undefined); continue }
    const found = read(name)
    if (found && held.asked !== ask) {
      held.asked = ask
      setStateValue("tab", { ask, ...found })
    }
  }
}
