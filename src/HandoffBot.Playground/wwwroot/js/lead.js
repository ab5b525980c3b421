// How far business time is ahead of real time, and since when. Messages carry real time; with this they are shown at
// the business time at which they were sent, so that a ping of "tomorrow" does not look as if it came today.
const key = "handoffbot-playground-lead";
const same = 3000;
let moves = read();

function read() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

/** Notes the present lead (milliseconds); true when the clock was moved since the last note. */
export function noteLead(lead) {
  const last = moves.at(-1);
  if (last && Math.abs(last.lead - lead) < same) return false;
  moves = [...moves, { at: last ? Date.now() - 1500 : 0, lead: Math.abs(lead) < same ? 0 : lead }].slice(-200);
  localStorage.setItem(key, JSON.stringify(moves));
  return true;
}

/** The lead at a real instant. */
export const leadAt = (instant) => (moves.findLast((move) => move.at <= instant) ?? moves[0])?.lead ?? 0;
