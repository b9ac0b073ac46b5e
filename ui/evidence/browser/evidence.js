/* Cells of the matrix are plain links; this opens them without loading the page again. */
export default function ({ setTriggerValue, parentElement }) {
  const show = (selector) => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.querySelector(selector)?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  };
  const open = (event) => {
    const link = event.target.closest?.("a[data-cell], a[data-back]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.cell) setTriggerValue("cell", link.dataset.cell);
    show(link.dataset.cell ? ".st-key-ev_fact" : ".st-key-ev_matrix");
  };
  document.removeEventListener("click", parentElement.openCell);
  parentElement.openCell = open;
  document.addEventListener("click", open);
  return () => document.removeEventListener("click", open);
}
