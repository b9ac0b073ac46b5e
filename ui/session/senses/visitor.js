// Reads each new verdict aloud, and tells the server the size of the window where the server is wrong about it.
// data: {said, screen: [width, height], projected, lang, sections: name of the row of pages, here: query of its links, root: address of the board, moved: whether a weight was set by hand, theirs: pairs for Streamlit's own words, skips: words of the links before everything and their name}
import { sayTheirWords } from "./their_words.js"
import { lightLines } from "./lines.js"
import { leadRight } from "./links.js"
import { oneStepAGesture } from "./one_step.js"
import { opensFoldsOnPaper } from "./print.js"
import { skips } from "./skip.js"

// Widths are told in steps; a window at least so wide is drawn for as a desk's; what stands beside a column.
const STEP = 40, TIGHT = 950, EDGES = 48
// The system's light: Streamlit follows it by itself, pictures are drawn in the colours of one theme.
const NIGHT = matchMedia("(prefers-color-scheme: dark)")
const ROWS = [[".st-key-sections", "true"], [".st-key-pages", "page"]]

// The masthead's button opens the sidebar in the place of Streamlit's own, which lies over the page.
function opensSettings() {
  if (document.documentElement.dataset.senses) return
  document.documentElement.dataset.senses = "on"
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".to-settings")) document.querySelector("[data-testid=stExpandSidebarButton]")?.click()
  })
}

// The rows of entries and of pages are landmarks that say which is open; on a phone they scroll there.
function landmarks(name) {
  for (const [place, current] of ROWS) {
    const row = document.querySelector(place)
    if (!row) continue
    const here = row.querySelector("strong")
    row.setAttribute("role", "navigation")
    row.setAttribute("aria-label", place === ROWS[0][0] ? name : document.querySelector(`${ROWS[0][0]} strong`)?.textContent ?? name)
    const link = here?.closest("a")
    row.querySelectorAll("a[aria-current]").forEach((other) => other === link || other.removeAttribute("aria-current"))
    link?.setAttribute("aria-current", document.querySelector(ROWS[1][0]) ? current : "page")
    // Asked in this order: a width makes the browser lay the page out.
    if (!here || row.shown === here.textContent || row.scrollWidth <= row.clientWidth) continue
    row.shown = here.textContent
    row.scrollLeft = here.getBoundingClientRect().left - row.getBoundingClientRect().left + row.scrollLeft - 40
  }
}

// A mail program's "&#38;" for "&" ends the address for the server: the rest is a fragment, which only the browser has.
const REFERENCE = /&?#(?:0*38|x0*26);/gi
const arrived = performance.getEntriesByType("navigation")[0]?.name ?? ""
if (arrived.search(REFERENCE) > 0) location.replace(arrived.replace(REFERENCE, "&"))

export default function ({ data, parentElement, setStateValue }) {
  sayTheirWords(data.theirs)
  skips(data.skips)
  oneStepAGesture()
  opensFoldsOnPaper()
  lightLines()
  let voice = parentElement.querySelector("[role=status]")
  if (!voice) {
    voice = parentElement.appendChild(document.createElement("p"))
    voice.className = "sr-only"
    voice.setAttribute("role", "status")
    voice.setAttribute("aria-live", "polite")
  }
  if (voice.textContent !== data.said) voice.textContent = data.said

  const rounded = (pixels) => Math.max(STEP, Math.round(pixels / STEP) * STEP)
  const tight = (pixels) => pixels < TIGHT

  parentElement.tell = () => {
    const room = document.querySelector(".stMainBlockContainer .stVerticalBlock")?.clientWidth ?? 1100
    // What pictures may fill: the window, less what stands beside a column that is tight.
    const wide = Math.min(window.innerWidth, room + EDGES < TIGHT ? room + EDGES : Infinity)
    const here = [rounded(wide), rounded(window.innerHeight)]
    // A picture keeps its width in pixels; paper is about 680 of them wide.
    document.documentElement.style.setProperty("--on-paper", Math.min(1, 680 / room).toFixed(3))
    const there = parentElement.sent ?? data.screen
    const wrong = data.projected || tight(here[0])
      ? here[0] !== there[0] || (data.projected && here[1] !== there[1])
      : tight(there[0])
    if (!wrong) return
    parentElement.sent = here
    setStateValue("screen", here)
  }
  if (!parentElement.watching) {
    parentElement.watching = () => {
      clearTimeout(parentElement.waiting)
      if (!parentElement.isConnected) return window.removeEventListener("resize", parentElement.watching)
      parentElement.waiting = setTimeout(() => parentElement.tell(), 250)
    }
  }
  window.addEventListener("resize", parentElement.watching)
  NIGHT.onchange = () => setTimeout(() => {
    if (parentElement.isConnected && document.querySelector(".js-plotly-plot")) setStateValue("night", NIGHT.matches)
  }, 250)
  parentElement.sent = undefined
  parentElement.tell()

  // Given anew, even the same language has the browser style the whole page again.
  if (document.documentElement.lang !== data.lang) document.documentElement.lang = data.lang
  // Codes, keys and addresses are the same in every language.
  for (const part of document.querySelectorAll(":is([data-testid=stCode], code):not([translate])")) part.translate = false

  // For a new tab; a link pressed here is drawn by Streamlit, and Python knows which question it still has.
  leadRight(data.root, data.here)
  landmarks(data.sections)
  document.documentElement.toggleAttribute("data-moved", data.moved)
  opensSettings()

  // Streamlit also calls this for a drawing that newer data overtook: only a place that is gone stops watching.
  return () => parentElement.isConnected || window.removeEventListener("resize", parentElement.watching)
}
