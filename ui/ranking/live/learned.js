/* Words and numbers of the board, and the days of its scrubber: each is sent once, and every board on the page hears. */
export const places = new Set();
export let words = { text: "" }, changes = { text: "" };

export function learn(text) {
  if (text === words.text || text === changes.text) return;
  const told = { ...JSON.parse(text), text };
  if (told.days) changes = told;
  else words = told;
  for (const place of places) place.hear();
}
