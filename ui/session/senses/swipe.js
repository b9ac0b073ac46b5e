// A finger that scrolls moves no slider. A touch counts for one only once it goes sideways, or was a tap; with
// touch-action: pan-y (frame.css, live/board.css) the browser scrolls what goes up or down.
// Streamlit's sliders take a touch for a move at once: they hear of it when it is known to be one. A range of the
// browser's own moves by itself: what it says before that is taken back.
const FAR = 8  // pixels
const STREAMLITS = "[data-testid=stSlider]", OWN = "input[type=range]"
const passed = new WeakSet()
let held  // {event, target, own, value, wanted, along} of a touch that is not yet known to move a slider

const ours = (event) => held && event.pointerId === held.event.pointerId

function begin(event) {
  if (event.pointerType !== "touch" || passed.has(event)) return
  const target = event.target, streamlits = target.closest?.(STREAMLITS)
  if (!streamlits && !target.matches?.(OWN)) return
  if (streamlits) event.stopImmediatePropagation()
  held = { event, target, own: !streamlits, value: target.value }
}

// Streamlit's sliders hear a touch twice, as a pointer and as a touch: neither may move them yet.
function touch(event) {
  if (held && !held.own && event.target.closest?.(STREAMLITS)) event.stopImmediatePropagation()
}

function move(event) {
  if (!ours(event) || held.along) return
  const across = Math.abs(event.clientX - held.event.clientX), along = Math.abs(event.clientY - held.event.clientY)
  if (Math.max(across, along) < FAR) return
  if (across > along) pass()
  else held.along = true
}

function end(event) {
  move(event)  // of a quick finger nothing was heard between
  if (!ours(event)) return
  if (!held.along) return pass()
  const scrolled = held
  setTimeout(() => { if (held === scrolled) held = undefined })
}

function pass() {
  const { event, target, own, wanted } = held
  held = undefined
  if (own) {
    if (wanted === undefined) return
    target.value = wanted
    target.dispatchEvent(new Event("input", { bubbles: true }))
    return
  }
  const { pointerId, pointerType, isPrimary, clientX, clientY, screenX, screenY, width, height } = event
  const again = new PointerEvent("pointerdown", { bubbles: true, cancelable: true, composed: true, view: window, button: 0,
    buttons: 1, pointerId, pointerType, isPrimary, clientX, clientY, screenX, screenY, width, height })
  passed.add(again)
  target.dispatchEvent(again)
}

function takeBack(event) {
  if (!held?.own || event.target !== held.target) return
  held.wanted = held.target.value
  held.target.value = held.value
  event.stopImmediatePropagation()
}

export function scrollFirst() {
  if (window.scrollsFirst) return
  window.scrollsFirst = true
  addEventListener("pointerdown", begin, true)
  addEventListener("touchstart", touch, true)
  addEventListener("pointermove", move, true)
  addEventListener("pointerup", end, true)
  addEventListener("pointercancel", (event) => { if (ours(event)) held = undefined }, true)
  addEventListener("input", takeBack, true)
}
