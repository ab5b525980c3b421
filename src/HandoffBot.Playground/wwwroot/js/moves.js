// When the clock was moved, so that the conversation can say so between the messages before and after.
const key = "handoffbot-playground-moves";
const jump = 5000;
let moves = read();
let last = null;

function read() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

/** Notes what time it is; true when the clock was moved since it was last noted. A clock that went back is another one. */
export function noteTime(now) {
  const expected = last === null ? now : last.now + performance.now() - last.at;
  last = { now, at: performance.now() };
  const valid = moves.filter((to) => to <= now + jump);
  const moved = now - expected > jump;
  if (!moved && valid.length === moves.length) return false;
  moves = (moved ? [...valid, now] : valid).slice(-200);
  localStorage.setItem(key, JSON.stringify(moves));
  return moved;
}

/** Where the clock was moved to between two instants, the last time if it was moved often; null if it was not. */
export const movedBetween = (from, to) => moves.findLast((each) => each > from && each <= to + 1000) ?? null;
