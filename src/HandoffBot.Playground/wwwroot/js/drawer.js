// Where the window is narrow, the left side is a drawer: a button of the top bar opens it, and whatever is chosen in it closes it.
import { h, fill, hidden, icon } from "./dom.js";
import { paintAvatar } from "./avatar.js";
import { store, on, conversations } from "./store.js";
import { isPlayed, everybody } from "./people.js";
import { tenant, unreadOf } from "./teams/tenant.js";

const button = () => document.getElementById("drawer-button");
const drawer = () => document.getElementById("sidebar");
const isOpen = () => document.body.classList.contains("drawer-open");

export function startDrawer() {
  for (const topic of ["state", "place", "crowd", "person", "platform", "tenant", "spot"]) on(topic, draw);
  button().addEventListener("click", () => set(!isOpen()));
  drawer().addEventListener("click", (event) => { if (event.target.closest(".person, .conversation-row")) set(false); });
  document.addEventListener("click", (event) => { if (isOpen() && isOutside(event)) set(false); });
  document.addEventListener("focusin", (event) => { if (isOpen() && isOutside(event)) set(false, event.target); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && isOpen()) set(false); });
  // A window that is made wide has no drawer.
  matchMedia("(max-width: 560px)").addEventListener("change", (narrow) => { if (!narrow.matches && isOpen()) set(false); });
}

/** What was pressed may have been drawn anew by now; the way that the press took stays. */
const isOutside = (event) => ![drawer(), button()].some((one) => event.composedPath().includes(one));

/** `to` is what has the focus already. */
function set(open, to = null) {
  document.body.classList.toggle("drawer-open", open);
  draw();
  if (to) return;
  const focused = open ? drawer().querySelector(".conversation-row.current, .person.current") : button();
  focused?.focus();
}

let shown = "";

function draw() {
  const one = everybody().find(isPlayed);
  if (!one) return;
  const waits = somethingWaits();
  const now = JSON.stringify([one, waits, isOpen()]);
  if (now === shown) return;
  shown = now;
  button().setAttribute("aria-expanded", String(isOpen()));
  fill(button(), icon("list", 18), paintAvatar(one, 24), h("span", { class: "drawer-name" }, one.name),
    waits && h("span", { class: "dot" }, hidden("something unread")), hidden("people and conversations"));
}

/** For somebody else, or for the one who is played, where they do not look. */
function somethingWaits() {
  const here = store.platform === "msteams" ? tenant.state && unreadOf(tenant.state) : conversations();
  return [...store.crowd.values(), ...here ?? []].some((each) => each.unread > 0);
}
