// Links to the first page lead to the root: Streamlit leaves their address empty, which means the page they stand on.
// Those of the navigation carry the newest question, also after a move that drew only a part of the page.
const HOME = "[class*='st-key-home_'] a", MENU = ".st-key-sections a, .st-key-pages a"
let root, here
// The address is written anew without its end: what it was on arrival is known to the browser.
let wanted = new URL(performance.getEntriesByType("navigation")[0]?.name ?? location.href).hash

function mend(link) {
  const wanted = new URL(link.href)
  if (link.matches(HOME)) wanted.pathname = root
  if (link.matches(MENU)) wanted.search = here
  if (wanted.href !== link.href) link.href = wanted.href
}

const mendAll = (part) => part.querySelectorAll?.(`${HOME}, ${MENU}`).forEach(mend)

function changed(records) {
  reveal()
  for (const { type, target, addedNodes } of records) {
    if (type === "childList") addedNodes.forEach((node) => mendAll(node.parentElement ?? node))
    else if (target.matches(`${HOME}, ${MENU}`)) mend(target)
  }
}

// An address that ends with #name opens the fold of that section (ui.parts.sections), also where it is drawn later.
function reveal() {
  const name = decodeURIComponent(wanted.slice(1))
  if (!name) return
  const place = document.getElementById(name) ?? document.querySelector(`.st-key-section_${CSS.escape(name)}`)
  if (!place) return
  wanted = ""
  const around = []
  for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) around.push(part)
  if (!around.length) around.push(place.querySelector("details"))
  for (const part of around) if (part && !part.open) part.querySelector("summary").click()
  setTimeout(() => (around.at(-1) ?? place).scrollIntoView(), 350)
}

// base: address of the board without a page; query: that of the newest question.
export function leadRight(base, query) {
  const first = root === undefined
  root = new URL(base || location.origin).pathname.replace(/\/*$/, "/")
  here = query ? `?${query}` : ""
  mendAll(document)
  reveal()
  if (!first) return
  addEventListener("hashchange", () => { wanted = location.hash; reveal() })
  new MutationObserver(changed).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["href"],
  })
}
