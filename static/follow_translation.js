// A browser's own translation puts <font> elements in the place of text nodes. Streamlit then writes to, moves or removes
// nodes that are no longer in the page: sentences stay at an old answer, or the page breaks. Each node that was replaced
// is remembered with what stands in its place; whatever Streamlit does to the node brings it back there first.
// Loaded by the head of every page (ui/server/page/document.py), before anything is drawn that could be translated.
{
  const stands = new WeakMap()

  function replaced(records) {
    for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records) {
      for (const node of removedNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue
        const there = [...addedNodes, previousSibling, nextSibling].find((other) => other?.nodeName === "FONT")
        if (there) stands.set(node, there)
      }
    }
  }

  function back(node) {
    const there = stands.get(node)
    if (!there?.isConnected || node.isConnected) return
    stands.delete(node)
    there.replaceWith(node)
  }

  const watch = new MutationObserver(replaced)
  watch.observe(document.documentElement, { childList: true, subtree: true })
  const seen = () => replaced(watch.takeRecords())
  for (const [owner, name] of [[Node.prototype, "nodeValue"], [CharacterData.prototype, "data"]]) {
    const own = Object.getOwnPropertyDescriptor(owner, name)
    Object.defineProperty(owner, name, {
      ...own,
      set(text) {
        own.set.call(this, text)
        if (this.nodeType === Node.TEXT_NODE && !this.isConnected) {
          seen()
          back(this)
        }
      },
    })
  }
  const { removeChild, insertBefore } = Node.prototype
  const home = (parent, node) => {
    if (!node || node.parentNode === parent) return
    seen()
    back(node)
  }
  Node.prototype.removeChild = function (node) {
    home(this, node)
    return node.parentNode === this ? removeChild.call(this, node) : node
  }
  Node.prototype.insertBefore = function (node, before) {
    home(this, before)
    return insertBefore.call(this, node, before?.parentNode === this ? before : null)
  }
}

// Streamlit tries first whether a server answers below the page's own name: two requests that never find one.
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href }
