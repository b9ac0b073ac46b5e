/* A message is told again until Python has answered it: one sent while a page is replaced or a line is cut may be lost.
   Python knows a message by its number, so that one heard twice counts once. */
const PAUSE = 2000;
// A run at work is not cut short: it may be the answer.
const resting = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "running";

/* unheard: gives the message without an answer, or null; send: tells it. */
export function delivery(unheard, send) {
  let timer = 0;
  const again = () => {
    const message = unheard();
    if (message && resting()) send(message);
    timer = message && setTimeout(again, PAUSE);
  };
  return {
    watch: () => { timer ||= setTimeout(again, PAUSE); },
    leave: () => { clearTimeout(timer); timer = 0; },
  };
}
