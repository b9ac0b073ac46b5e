/* A table full of doors is one stop of the Tab key: arrows move inside, Home and End to the ends of a row, with Ctrl to the
   first and last row; Enter opens. Its heads that sort are another. Without this script each door is a stop of its own. */
const MANY = 8, SETTLED = 200;
const STOPS = "a.door, .live-sort, a.sort";

const tables = () => [...document.querySelectorAll("table")].filter((t) => t.querySelectorAll(STOPS).length > MANY);
const visible = (stop) => stop.checkVisibility?.() ?? true;
/* Head and rows are passed one after the other. */
const parts = (table) => {
  const stops = [...table.querySelectorAll(STOPS)].filter(visible), inHead = (s) => !!s.closest("thead");
  return [stops.filter(inHead), stops.filter((s) => !inHead(s))].filter((part) => part.length);
};
const partOf = (stop) => parts(stop.closest("table")).find((part) => part.includes(stop)) ?? [];

function settle(part, at) {
  for (const stop of part) {
    const to = stop === at ? "0" : "-1";
    if (stop.getAttribute("tabindex") !== to) stop.setAttribute("tabindex", to);
  }
}

function mend() {
  for (const table of tables()) {
    for (const part of parts(table)) {
      settle(part, part.find((s) => s === document.activeElement) ?? part.find((s) => s.getAttribute("tabindex") === "0") ?? part[0]);
    }
  }
}

/* The stop of a row that stands under the one left: in the same column, else the last before it. */
const inColumn = (stops, column) => stops.findLast((s) => s.closest("th, td").cellIndex <= column) ?? stops[0];

function target(stop, key, far) {
  const part = partOf(stop);
  const rows = [...stop.closest("table").rows].map((r) => part.filter((s) => r.contains(s))).filter((row) => row.length);
  const at = rows.findIndex((row) => row.includes(stop)), row = rows[at], k = row.indexOf(stop);
  const column = stop.closest("th, td").cellIndex;
  if (key === "ArrowLeft") return row[k - 1];
  if (key === "ArrowRight") return row[k + 1];
  if (key === "ArrowUp") return at > 0 ? inColumn(rows[at - 1], column) : null;
  if (key === "ArrowDown") return at < rows.length - 1 ? inColumn(rows[at + 1], column) : null;
  if (key === "Home") return far ? rows[0][0] : row[0];
  if (key === "End") return far ? rows.at(-1)[0] : row.at(-1);
  return null;
}

function pressed(event) {
  const stop = event.target.closest?.(`table :is(${STOPS})`);
  if (!stop || event.altKey || event.shiftKey || event.defaultPrevented || stop.tabIndex !== 0) return;
  const to = target(stop, event.key, event.ctrlKey || event.metaKey);
  if (!to) return;
  event.preventDefault();
  settle(partOf(stop), to);
  to.focus();
  to.scrollIntoView({ block: "nearest" });
}

function entered(event) {
  const stop = event.target.closest?.(`table :is(${STOPS})`);
  if (stop?.hasAttribute("tabindex")) settle(partOf(stop), stop);
}

/* Begin; returns what ends it. */
export function roving() {
  let timer = 0;
  /* Once the page rests: what can be seen is asked of the layout, which a page still being drawn would do twice. */
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(mend, SETTLED);
  };
  const seen = new MutationObserver(later);
  seen.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", entered);
  later();
  return () => {
    clearTimeout(timer);
    seen.disconnect();
    document.removeEventListener("keydown", pressed);
    document.removeEventListener("focusin", entered);
  };
}
