/* The next question of a guided path takes the focus and comes into view; at first sight only where `now` asks it. */
export default function ({ data, parentElement }) {
  const before = parentElement.question;
  parentElement.question = data.step;
  if (before === data.step || (before === undefined && !data.now)) return;
  clearInterval(parentElement.waiting);
  let turns = 50;
  parentElement.waiting = setInterval(() => {
    const drawn = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
    if (!drawn && --turns) return;
    clearInterval(parentElement.waiting);
    const heading = document.querySelector(`.st-key-${CSS.escape(data.path)} .verdict`);
    if (!heading) return;
    heading.tabIndex = -1;
    const top = heading.getBoundingClientRect().top;
    heading.focus({ preventScroll: true });
    if (top < 60 || top > innerHeight / 2) heading.scrollIntoView({ block: "start" });
  }, 100);
  return () => parentElement.isConnected || clearInterval(parentElement.waiting);
}
