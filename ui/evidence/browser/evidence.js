/* The way back to the matrix scrolls there without loading the page again. */
export default function ({ parentElement }) {
  const back = (event) => {
    const link = event.target.closest?.("a[data-back]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const fold = document.querySelector(".st-key-section_matrix details:not([open], .reading) > summary");
    fold?.click();
    document.querySelector(".st-key-ev_matrix")?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  };
  document.removeEventListener("click", parentElement.openCell);
  parentElement.openCell = back;
  document.addEventListener("click", back);
  return () => document.removeEventListener("click", back);
}
