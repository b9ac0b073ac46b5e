(() => {
  // The page in the document lies over Streamlit's until that one stands whole; then it goes, in one frame.
  const html = document.documentElement, began = performance.now();
  html.dataset.first = "";
  // Streamlit starts once what is read has been painted; a tab in the background paints nothing.
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    const script = document.createElement("script");
    script.type = "module";
    script.crossOrigin = "";
    script.src = document.getElementById("first").dataset.then;
    document.body.append(script);
  };
  addEventListener("DOMContentLoaded", () => {
    if (document.hidden) return start();
    requestAnimationFrame(() => setTimeout(start));
    setTimeout(start, 3000);
  });
  const since = (moment, most) => performance.now() - moment > most;
  let whole = 0;
  const stands = (root) => {
    if (root.querySelector(".st-key-nothing, [data-testid=stException]")) return true;
    if (!root.querySelector(".colophon")) return root.querySelector("h1") && since(began, 12000);
    whole ||= performance.now();
    // What Streamlit still fetches the parts of, the page's words for its English ones, and the weights under the hand
    // come a moment after the last line.
    const board = root.querySelector(".st-key-live_board, .st-key-weights_panel");
    const coming = root.querySelector("[data-testid=stSkeleton]") || window.theirWords === undefined
      || (board && !board.querySelector(".live-on"));
    return !coming || since(whole, 1500);
  };
  const look = () => {
    const root = document.getElementById("root"), first = document.getElementById("first");
    if (!root || !first || !stands(root)) return;
    seen.disconnect();
    clearInterval(again);
    const down = first.scrollTop;
    delete html.dataset.first;
    first.remove();
    const main = down && root.querySelector(".stMain");
    if (main) main.scrollTop = down;
  };
  const seen = new MutationObserver(look);
  seen.observe(html, { childList: true, subtree: true });
  const again = setInterval(look, 250);
})();
