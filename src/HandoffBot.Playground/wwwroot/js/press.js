// A press takes a while, from the button going down to its coming up. What is drawn anew in between is no longer what was pressed, and the
// browser then tells nobody of it. So whatever is drawn because something changed elsewhere waits for the end of a press.
let held = false;
const waiting = new Map();

const keys = new Set([" ", "Enter"]);
const isPressed = (event) => event.type === "pointerdown" ? event.button === 0 : (keys.has(event.key) && event.target.closest?.("button, a, [role=button], input[type=checkbox], input[type=radio]"));

for (const start of ["pointerdown", "keydown"]) addEventListener(start, (event) => { if (isPressed(event)) held = true; }, true);
for (const end of ["pointerup", "pointercancel", "keyup", "blur", "visibilitychange"]) addEventListener(end, (event) => held && ends(event), true);

/** The click follows the button's coming up; what it does comes first. A part of the page that loses the focus ends no press. */
function ends(event) {
  if (event.type === "blur" && event.target !== window) return;
  setTimeout(() => {
    held = false;
    const works = [...waiting.values()];
    waiting.clear();
    works.forEach((work) => work());
  });
}

/** Runs it now, or after the press; of several of a name the last one. */
export function calmly(name, work) {
  if (!held) return work();
  waiting.delete(name);
  waiting.set(name, work);
}
