/* What one frame draws. Where a processor needs longer than a frame for the whole, weights and rows take turns while a hand
   moves: the hand sees something new in every picture, and no picture waits for all of them. */

const FRAME = 16, BUDGET = 11, LEAST = 3, MOST = 6;
const WHOLE = { weights: true, slice: 0, of: 1, last: true };

/* again: asks for one more frame. Returns what a frame draws: the weights; a slice of the rows, none of them where it is
   past the last; whether the round ends, with the order of the rows and what stands around them. */
export function turns(again) {
  let parts = 1, left = 0, spent = 0;

  /* How long a frame's drawing takes, painting included: a task queued in a frame runs once that frame is painted. */
  function watch() {
    const start = performance.now();
    setTimeout(() => {
      spent += performance.now() - start;
      if (!left) parts = spent > FRAME ? Math.min(MOST, Math.max(LEAST, Math.ceil(spent / BUDGET))) : 1;
    });
  }

  return function next(moving) {
    if (!moving) {
      left = 0;
      return WHOLE;
    }
    if (!left) {
      left = parts;
      spent = 0;
    }
    left -= 1;
    watch();
    if (parts === 1) return WHOLE;
    if (left) again();
    const turn = parts - 1 - left;
    return { weights: turn === 0, slice: turn ? turn - 1 : null, of: parts - 2, last: !left };
  };
}
