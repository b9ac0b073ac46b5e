// Links to the first page lead to the root: Streamlit leaves their address empty, which means the page they stand on.
// Those of the navigation carry the newest question, also after a move that drew only a part of the page.
const HOME = "[class*='st-key-home_'] a", MENU = ".st-key-sections a, .st-key-pages a"
let root, here

function mend(link) {
  const wanted = new URL(link.href)
  if (link.matches(HOME)) wanted.pathname = root
  if (link.matches(MENU)) wanted.search = here
  if (wanted.href !== link.href) link.href = wanted.href
}

const mendAll = (part) => part.querySelectorAll?.(`${HOME}, ${MENU}`).forEach(mend)

function changed(records) {
  for (const { type, target, addedNodes } of records) {
    if (type === "childList") addedNodes.forEach((node) => mendAll(node.parentElement ?? node))
    else if (target.matches(`${HOME}, ${MENU}`)) mend(target)
  }
}

// base: address of the board without a page; query: that of the newest question.
export function leadRight(base, query) {
  const first = root === undefined
  root = new URL(base || location.origin).pathname.replace(/\/*$/, "/")
  here = query ? `?${query}` : ""
  mendAll(document)
  if (!first) return
  new MutationObserver(changed).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["href"],
  })
}
