// F6 walks through the parts of the page, Shift+F6 back, as in Slack and in most programs of several panes.
const parts = [
  () => document.querySelector("#sidebar .conversation-row.current, #sidebar .person.current"),
  () => document.getElementById("drawer-button"),
  () => inSlack("#conversation .home:not([hidden])"),
  () => inSlack("#conversation .messages"),
  () => inSlack("#composer-input"),
  () => inSlack("#side:not([hidden]) .messages, #side:not([hidden]) button"),
  () => inTeams("#rail .current"),
  () => inTeams("#spots .current"),
  () => inTeams("#posts .messages"),
  () => inTeams("#post-input"),
  () => document.querySelector("#clock button:not(:disabled)"),
];
const homes = ["#sidebar", "#drawer-button", "#conversation .home", "#conversation .messages", "#conversation .composer", "#side", "#rail", "#spots", "#posts .messages", "#posts > .composer", "#clock"];
const inSlack = (what) => document.querySelector("#slack:not([hidden])")?.querySelector(what);
const inTeams = (what) => document.querySelector("#teams:not([hidden])")?.querySelector(what);

export function startRegions() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const step = event.shiftKey ? -1 : 1;
    const here = homes.findIndex((home) => document.activeElement?.closest(home));
    for (let moved = 1; moved <= parts.length; moved++) {
      const next = parts[(here + step * moved + 2 * parts.length) % parts.length]();
      if (next && !next.disabled && next.checkVisibility({ visibilityProperty: true })) return next.focus();
    }
  });
}
