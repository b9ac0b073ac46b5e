// Streamlit's own words, in the page's language: replaced where they stand, and again whenever they are written anew.
// words: pairs of a pattern and what to say instead, $1 and $2 for what the pattern caught.
const ATTRIBUTES = ["aria-label", "placeholder", "title"]
const OURS = ".stHtml, [data-testid=stBidiComponentRegular], [data-testid=stBidiComponentIsolated], script, style, textarea"
const LONGEST = 240
const before = new WeakMap() // node or element -> what Streamlit wrote there, by attribute ("" for text)
let pairs = []
let board = null // where it was found last that the words are ours: a moving board writes there many times a frame

function isOurs(element) {
  if (!element) return false
  if (board?.contains(element)) return true
  const found = element.closest(OURS)
  board = found ?? board
  return Boolean(found)
}

// What to write in place of `text`; a change of language starts again from Streamlit's own words.
function translated(owner, name, text) {
  const kept = before.get(owner)?.[name]
  if (kept && kept.ours === text) text = kept.theirs
  const ours = worded(text)
  if (ours === null) return kept && kept.ours !== text ? text : null
  before.set(owner, { ...before.get(owner), [name]: { theirs: text, ours } })
  return ours
}

function worded(text) {
  const said = text.trim()
  if (!said || said.length > LONGEST) return null
  const pair = pairs.find(([pattern]) => pattern.test(said))
  return pair ? said.replace(pair[0], pair[1]) : null
}

function put(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const said = isOurs(node.parentElement) ? null : translated(node, "", node.data)
    if (said !== null && said !== node.data) node.data = said
    return
  }
  if (node.nodeType !== Node.ELEMENT_NODE || isOurs(node)) return
  label(node)
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    if (walk.currentNode.nodeType === Node.TEXT_NODE) put(walk.currentNode)
    else label(walk.currentNode)
  }
}

function label(element) {
  for (const name of ATTRIBUTES) {
    const text = element.getAttribute(name)
    const said = text && translated(element, name, text)
    if (said && said !== text) element.setAttribute(name, said)
  }
}

export function sayTheirWords(words) {
  const same = JSON.stringify(words) === window.theirWords
  pairs = words.map(([pattern, said]) => [new RegExp(`^${pattern}$`), said])
  if (same) return
  const first = window.theirWords === undefined
  window.theirWords = JSON.stringify(words)
  put(document.body)
  if (!first) return
  new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === "childList") record.addedNodes.forEach(put)
      else if (record.type === "characterData") put(record.target)
      else if (!isOurs(record.target)) label(record.target)
    }
  }).observe(document.body, {
    childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES,
  })
}
