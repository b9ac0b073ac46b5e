/* Opens and shuts the drawer without loading the page again; keeps the addresses of doors at what the page shows now.
   data: { open }, the door that stands open, "" for none. */
import { roving } from "./roving.js";

const TRIES = 60;

const plain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
const doorOf = (event) => event.composedPath?.()[0]?.closest?.("a[data-door]");

function address(door) {
  const here = new URL(location.href);
  door ? here.searchParams.set("open", door) : here.searchParams.delete("open");
  return here.search || "?";
}

/* What was just drawn may stand on the page a moment later. */
function soon(find, then, tries = TRIES) {
  const found = find();
  if (found) then(found);
  else if (tries) requestAnimationFrame(() => soon(find, then, tries - 1));
}

const drawn = (door) => () => document.querySelector(`.dr[data-shown="${CSS.escape(door)}"] h2`);

export default function ({ data, parentElement, setTriggerValue }) {
  const own = (parentElement.doors ??= { shown: data.open, from: null, asked: false });
  const go = (door, from) => {
    if (!own.shown && door) own.from = from;
    own.asked = true;
    setTriggerValue("door", door);
  };
  own.stop?.();
  const press = (event) => {
    const link = doorOf(event);
    if (!link || !plain(event) || event.defaultPrevented) return;
    event.preventDefault();
    go(link.dataset.door, link);
  };
  const key = (event) => {
    // The drawer may stand on the page a moment before its name is told here.
    const open = data.open || document.querySelector(".dr[data-shown]");
    if (event.key !== "Escape" || !open || event.defaultPrevented) return;
    if (document.querySelector("[role=listbox], [role=dialog]")) return;
    go("", null);
  };
  const near = (event) => {
    const link = doorOf(event);
    if (link) link.setAttribute("href", address(link.dataset.door));
  };
  const listeners = [["click", press], ["keydown", key], ["pointerover", near], ["focusin", near]];
  for (const [name, act] of listeners) document.addEventListener(name, act);
  const still = roving();
  own.stop = () => {
    still();
    listeners.forEach(([name, act]) => document.removeEventListener(name, act));
  };

  if (own.asked && own.shown !== data.open) {
    own.asked = false;
    if (data.open) soon(drawn(data.open), (title) => title.focus());
    else if (own.from) soon(() => (own.from.isConnected ? own.from : null), (from) => from.focus({ preventScroll: true }), 5);
  }
  own.shown = data.open;
  document.documentElement.dataset.doors = "ready";
  document.documentElement.classList.toggle("drawer-open", !!data.open);
  return () => {
    if (parentElement.isConnected) return;
    own.stop();
    document.documentElement.classList.remove("drawer-open");
  };
}
