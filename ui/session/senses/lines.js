// In a picture of many lines the one under the pointer, or the finger, stands out with its name (charts/parts/line_marks.py).
const NAMED = "line-", LIT = "lit"
let waiting = 0

function light(plot) {
  const [under] = plot._hoverdata ?? []
  const offer = typeof under?.customdata === "string" ? under.customdata.split("@")[0] : ""
  if ((plot.litLine ?? "") === offer) return
  plot.litLine = offer
  plot.querySelectorAll(`.${LIT}`).forEach((part) => part.classList.remove(LIT))
  if (!offer) return
  const named = (list) => (list ?? []).findIndex((one) => one.name === NAMED + offer)
  const line = plot._fullData?.[named(plot.data)]?.uid, note = named(plot.layout?.annotations)
  plot.querySelectorAll(`.scatterlayer .trace${line ?? "-"}, .annotation[data-index="${note}"]`)
    .forEach((part) => part.classList.add(LIT))
}

function pointed(event) {
  const plot = event.target.closest?.(".js-plotly-plot")
  if (!plot || waiting) return
  // The picture itself looks at the pointer only so often.
  waiting = setTimeout(() => {
    waiting = 0
    light(plot)
  }, 90)
}

export function lightLines() {
  if (window.lightsLines) return
  window.lightsLines = true
  for (const kind of ["pointermove", "pointerup", "pointerout"]) document.addEventListener(kind, pointed, { passive: true })
}
