// Asks the server for one run once a lost connection is back: the session may be a new one, which has drawn nothing yet
// and would not know the first button pressed. Stands outside of fragments, which a new session does not know either.
import { scrollFirst } from "./swipe.js"

let ask, tell, lost = false, losses = 0, watched, asked, known
scrollFirst()

function look() {
  const connected = watched.getAttribute("data-test-connection-state") === "CONNECTED"
  if (!connected) {
    lost = true
    losses += 1
  } else if (lost) {
    lost = false
    ask()
  }
}

// Who else answers this page's address? Asked of each server that has had the page, a few times, in turn; not across a
// loss: one that has gone is answered for by the one that takes its pages over, before that one has drawn them. Told at
// the second answer of another: the first may be of one that stepped in, a moment before the loss is seen here.
async function whoElse({ server, root, several }) {
  if (!several || asked === server) return
  asked = server
  const before = losses
  for (let n = 0, others = 0; n < 8; n++) {
    await new Promise((soon) => setTimeout(soon, 700))
    const answer = await fetch(`${root}/_stcore/health`, { cache: "no-store" }).catch(() => undefined)
    const who = answer?.ok && answer.headers.get("x-board-server")
    if (asked !== server || losses !== before) return
    if (who && who !== server && ++others === 2) return tell()
  }
}

// data: {server: the name of the one that drew this page, several: whether a proxy stands before it, root: address of the board}
export default function ({ data, setStateValue }) {
  ask = () => setStateValue("back", Date.now())
  tell = () => setStateValue("apart", true)
  whoElse(data)
  if (known && known !== data.server) setStateValue("moved", data.server)
  known = data.server
  const app = document.querySelector("[data-testid=stApp]")
  if (!app || app === watched) return
  watched = app
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] })
}
