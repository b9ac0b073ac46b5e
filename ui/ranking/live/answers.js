/* Answers of Python to a set of weights: in hidden HTML (ui/ranking/by_hand.py), which stands in the page two frames
   before a component hears of its data. While a page gives way to another, both have a place for the same set. */
const PLACES = ".st-key-live_board, .st-key-weights_panel";

/* parent: of the component; take: receives each answer once. Gives a function that looks for the one that stands there,
   and one that stops. */
export function answers(set, parent, take) {
  let heard = "", seat = null;
  const look = () => {
    const found = parent.closest(PLACES)?.querySelector(`.live-answer[data-set="${CSS.escape(set)}"]`);
    const here = found?.closest(".st-key-live_static");
    if (here && here !== seat) {
      watch.disconnect();
      watch.observe((seat = here), { childList: true, subtree: true });
    }
    const text = found?.dataset.answer;
    if (text && text !== heard) take(JSON.parse((heard = text)));
  };
  const watch = new MutationObserver(look);
  return { look, leave: () => watch.disconnect() };
}
