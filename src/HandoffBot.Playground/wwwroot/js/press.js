// A press takes a while, from the button going down to its coming up, and so does a date, from its day to its year, and what is looked for
// in an open list. What is drawn anew in between is no longer what was pressed, of which the browser then tells nobody, or what was typed
// into, which begins afresh. So whatever is drawn because something changed elsewhere waits for the end of it.
let held = false;
let lastKey = 0;
let pause = 0;
const waiting = new Map();

const keys = new Set([" ", "Enter"]);
const isPressed = (event) => event.type === "pointerdown" ? event.button === 0 : (keys.has(event.key) && event.target.closest?.("button, a, [role=button], input[type=checkbox], input[type=radio]"));

for (const start of ["pointerdown", "keydown"]) addEventListener(start, (event) => { if (isPressed(event)) held = true; }, true);
for (const end of ["pointerup", "pointercancel", "keyup", "blur", "visibilitychange"]) addEventListener(end, ends, true);
addEventListener("focusout", () => waiting.size && setTimeout(goOn), true);
addEventListener("keydown", (event) => {
  if (!event.target.matches?.(".picker")) return;
  lastKey = performance.now();
  clearTimeout(pause);
  pause = setTimeout(goOn, between + 10);
}, true);

/** The click follows the button's coming up; what it does comes first. A part of the page that loses the focus ends no press. */
function ends(event) {
  if (event.type === "blur" && event.target !== window) return;
  setTimeout(() => {
    held = false;
    goOn();
  });
}

function goOn() {
  if (isUnderWay()) return;
  const works = [...waiting.values()];
  waiting.clear();
  works.forEach((work) => work());
}

/** So long after a key another part of the date may follow; a date of which a part is missing is waited for until it is left. */
const between = 1000;
const isTyped = (node) => node.matches(".picker") && (node.validity.badInput || performance.now() - lastKey < between);
const isOpen = (node) => node.matches(".combo-input[aria-expanded=true]");

function isUnderWay() {
  const node = document.activeElement ?? document.body;
  return held || isTyped(node) || isOpen(node);
}

/** Runs it now, or after the press or the date; of several of a name the last one. */
export function calmly(name, work) {
  if (!isUnderWay()) return work();
  waiting.delete(name);
  waiting.set(name, work);
}
