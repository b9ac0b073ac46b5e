/* What the live board's own code answers, in the shape of tests/browser/live/cases.py, and a board alone without a server. */
function answering(live) {
  return (board, state) => {
    const found = live.evaluate(board, state), id = (i) => board.offers[i].id;
    const scored = [...found.ranked, ...found.out.must_have], pick = (rows, of) =>
      Object.fromEntries(rows.map((i) => [id(i), of(found.rows[i])]));
    return {
      order: found.ranked.map((i) => [id(i), found.rows[i].place]),
      out: Object.fromEntries(Object.entries(found.out).flatMap(([reason, rows]) => rows.map((i) => [id(i), reason]))),
      scores: pick(scored, (row) => [row.total, row.low, row.high]),
      gaps: pick(found.ranked, (row) => row.gap),
      points: pick(scored, (row) => Object.fromEntries(board.pillars.map((p, k) => [p.id, row.points[k]]))),
      whole: live.whole(found.weights.pillars),
      balance: live.balance(board, found.weights),
    };
  };
}

/* In a frame, or in a file, whose one script holds the modules under names of its own. */
function framed(texts) {
  const answer = answering(live_compute);
  return texts.map((text) => {
    const { board, state } = JSON.parse(text);
    return answer(board, state);
  });
}

async function compared(code, text) {
  const live = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const answer = answering(live);
  return JSON.stringify(JSON.parse(text).map(({ board, state, move }) => {
    const after = live.move(board, state, ...move);
    return { expected: answer(board, state), after, moved: answer(board, after) };
  }));
}

/* The component itself on an empty page of the server: what it sends is kept in window.sent. */
async function alone(script, words, data) {
  const { default: draw } = await import(script);
  window.sent = [];
  window.words = words;
  window.learn = (next) => void draw({ data: new TextEncoder().encode(JSON.stringify(next)) });
  window.parent_element ??= document.body.appendChild(document.createElement("div"));
  window.answer = (next) => draw({ data: next, parentElement: window.parent_element,
    setStateValue: (_, message) => window.sent.push(message) });
  window.learn(words);
  window.answer(data);
}

async function rounding(code, numbers) {
  const { rounded } = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  return numbers.map(([x, digits]) => rounded(x, digits));
}
