// Asks the server for one run once a lost connection is back: the session may be a new one, which has drawn nothing yet
// and would not know the first button pressed. Stands outside of fragments, which a new session does not know either.
import { scrollFirst } from "./swipe.js"

let ask, lost = false, watched
scrollFirst()

function look() {
  const connected = watched.getAttribute("data-test-connection-state") === "CONNECTED"
  if (!connected) lost = true
  else if (lost) {
    lost = false
    ask()
  }
}

export default function ({ setStateValue }) {
  ask = () => setStateValue("back", Date.now())
  const app = document.querySelector("[data-testid=stApp]")
  if (!app || app === watched) return
  watched = app
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] })
}
