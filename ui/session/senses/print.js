// On paper every fold that has something in it is open; after printing they stand as they stood.
const FOLDS = "[data-testid=stMain] :is([data-testid=stExpander] details, .rec details, .finding details, details.reading):not([open])"

let opened = []

export function opensFoldsOnPaper() {
  if (window.opensFolds) return
  window.opensFolds = true
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(FOLDS)].filter((fold) =>
      fold.matches(".rec details, .finding details, .reading") || fold.querySelector("[data-testid=stExpanderDetails]")?.textContent.trim())
    for (const fold of opened) fold.open = true
  })
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false
    opened = []
  })
}
