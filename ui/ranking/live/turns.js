/* What one frame draws. Where a processor needs longer than a frame for weights and rows together, they take turns while
   a hand moves: the hand sees something new in every picture, and no picture waits for the whole. */

const FRAME = 16;

/* again: asks for one more frame. */
export function turns(again) {
  let slow = false, owed = false, spent = 0;

  /* How long a frame's drawing takes, painting included: a task queued in a frame runs once that frame is painted. */
  function watch(all) {
    const start = performance.now();
    setTimeout(() => {
      spent = all ? performance.now() - start : spent + performance.now() - start;
      if (all || !owed) slow = spent > FRAME;
    });
  }

  /* "all", or by turns "weights" and "rows". */
  return function next(moving) {
    if (!moving || !slow) {
      owed = false;
      if (moving) watch(true);
      return "all";
    }
    owed = !owed;
    if (owed) {
      spent = 0;
      again();
    }
    watch(false);
    return owed ? "weights" : "rows";
  };
}
