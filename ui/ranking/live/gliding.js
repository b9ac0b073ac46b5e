/* Rows that change places: moved by their transforms while a hand holds a weight, since new places in the document would
   have every moved row laid out again at every frame; put in their places once the hand rests. */

/* Heights of rows as last laid out: asking the page for them in a frame would lay it out twice. */
const heights = new WeakMap();
const measure = new ResizeObserver((all) => {
  for (const { target, borderBoxSize } of all) if (target.isConnected) heights.set(target, borderBoxSize[0].blockSize);
});
const GLIDE = { duration: 260, easing: "cubic-bezier(.2,.7,.3,1)" };

/* The top of each row in this order; null where one has not been laid out yet. */
function tops(nodes) {
  const found = new Map();
  let top = 0;
  for (const node of nodes) {
    if (!heights.has(node)) return null;
    found.set(node, top);
    top += heights.get(node);
  }
  return found;
}

/* Show the rows of `body` in this order, gliding from where they stood unless the visitor wants calm; held: a hand is
   still moving, so that rows which are all there already keep their places in the document. */
export function reorder(body, nodes, calm, held = false) {
  const before = [...body.children], shown = body.shown ?? before;
  if (held && nodes.length === before.length && nodes.every((node) => node.parentNode === body)) {
    const there = tops(before), stand = tops(nodes), stood = tops(shown);
    if (!there) return;
    body.shown = nodes;
    for (const node of nodes) shift(node, stand.get(node) - there.get(node), stood.get(node) - stand.get(node), calm);
    return;
  }
  const stood = tops(shown);
  delete body.shown;
  put(body, nodes);
  const stand = stood && tops(nodes);
  for (const node of nodes) shift(node, 0, stand?.has(node) && stood.has(node) ? stood.get(node) - stand.get(node) : 0, calm);
}

function put(body, nodes) {
  const focus = document.activeElement;
  nodes.forEach((node, n) => {
    if (body.children[n] !== node) body.insertBefore(node, body.children[n] ?? null);
    if (!heights.has(node)) measure.observe(node);
  });
  while (body.children.length > nodes.length) body.lastChild.remove();
  if (body.contains(focus) && focus !== document.activeElement) focus.focus({ preventScroll: true });
}

/* Draw a row `off` pixels from its place in the document; moved: how far it was from there a frame ago. */
function shift(node, off, moved, calm) {
  const left = node.glide?.playState === "running" ? node.glide.far * (1 - node.glide.effect.getComputedTiming().progress) : 0;
  if (off !== (node.off ?? 0)) node.style.transform = off ? at(off) : "";
  else if (!moved) return;
  node.off = off;
  node.glide?.cancel();
  const far = moved + left;
  if (calm || Math.abs(far) < 1) return;
  node.glide = node.animate([{ transform: at(off + far) }, { transform: off ? at(off) : "none" }], GLIDE);
  node.glide.far = far;
}

const at = (pixels) => `translateY(${pixels}px)`;
