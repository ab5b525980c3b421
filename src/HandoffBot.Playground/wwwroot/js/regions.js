// F6 walks through the parts of the page, Shift+F6 back, as in Slack and in most programs of several panes.
const parts = [
  () => document.querySelector("#sidebar .conversation-row.current, #sidebar .person.current"),
  () => document.querySelector("#conversation .messages"),
  () => document.getElementById("composer-input"),
  () => document.querySelector("#side:not([hidden]) .messages, #side:not([hidden]) button"),
  () => document.querySelector("#clock button:not(:disabled)"),
];
const homes = ["#sidebar", "#conversation .messages", "#conversation .composer", "#side", "#clock"];

export function startRegions() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const step = event.shiftKey ? -1 : 1;
    const here = homes.findIndex((home) => document.activeElement?.closest(home));
    for (let moved = 1; moved <= parts.length; moved++) {
      const next = parts[(here + step * moved + 2 * parts.length) % parts.length]();
      if (next && !next.disabled) return next.focus();
    }
  });
}
