// Links before everything else, seen once a key reaches them: to the first weight, and to the ranking or the page's finding.
const WEIGHT = "input[type=range]", RANKING = "table.board", FINDING = "h1.verdict, h1"
const PLACES = ["[data-testid=stMain]", "[data-testid=stSidebar]"]

// The page and the components in it that keep their own tree.
const trees = (place) => [place, ...[...place.querySelectorAll("[data-testid^=stBidiComponent] *")].map((e) => e.shadowRoot).filter(Boolean)]
const visible = (element) => (element.checkVisibility?.() ?? true) && !element.disabled
const shown = (selector) => PLACES.flatMap((place) => [...document.querySelectorAll(place)]).flatMap(trees)
  .flatMap((tree) => [...tree.querySelectorAll(selector)]).find(visible)

function lead(event) {
  event.preventDefault()
  const target = shown(event.currentTarget.dataset.to) ?? shown(FINDING)
  if (!target) return
  if (!target.matches("input")) target.setAttribute("tabindex", "-1")
  target.focus()
  target.scrollIntoView({ block: "center" })
}

// words: what the two links say.
export function skips(words) {
  let row = document.querySelector("nav.skips")
  if (!row) {
    row = document.createElement("nav")
    row.className = "skips"
    for (const to of [WEIGHT, RANKING]) {
      const link = row.appendChild(document.createElement("a"))
      link.href = "#"
      link.dataset.to = to
      link.addEventListener("click", lead)
    }
    document.body.prepend(row)
  }
  row.setAttribute("aria-label", words[2])
  ;[...row.children].forEach((link, n) => { if (link.textContent !== words[n]) link.textContent = words[n] })
}
