// One gesture is one step back: while the same weight is moved, the address of the gesture replaces itself.
const PAUSE = 1500 // ms without a key after which the next one begins another gesture

const WEIGHT = "input[type=range], input[role=spinbutton]"

let gesture = 0, target = null, at = 0, pushed = -1

function begun(event) {
  const slider = event.composedPath()[0]
  if (!slider?.matches?.(WEIGHT)) return
  const goesOn = event.type === "keydown" && slider === target && event.timeStamp - at < PAUSE
  if (!goesOn) gesture += 1
  target = slider
  at = event.timeStamp
}

function ended(event) {
  // A press or a key anywhere else is a gesture of its own.
  if (!event.composedPath()[0]?.matches?.(WEIGHT)) target = null
}

export function oneStepAGesture() {
  if (window.oneStep) return
  window.oneStep = true
  const push = history.pushState.bind(history)
  history.pushState = (state, title, url) => {
    const samePage = url && new URL(url, location.href).pathname === location.pathname
    if (target && samePage && pushed === gesture) return history.replaceState(state, title, url)
    pushed = target ? gesture : -1
    push(state, title, url)
  }
  addEventListener("keydown", begun, true)
  addEventListener("pointerdown", begun, true)
  addEventListener("pointerdown", ended, true)
  addEventListener("keydown", ended, true)
  addEventListener("popstate", () => { target = null }, true)
}
