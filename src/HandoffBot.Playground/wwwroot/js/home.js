// The app's Home tab, beside the messages of its direct chat: what the bot has published for this person.
import { h, fill } from "./dom.js";
import { say } from "./announce.js";
import { api } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { failed, quietly } from "./live.js";
import { showTab } from "./place.js";
import { store, on, loadHome } from "./store.js";
import { Surface } from "./surface.js";
import { toast } from "./toast.js";

const names = { home: "Home", messages: "Messages" };

/** What stands in the head of the bot's direct chat. */
export const tabs = () => h("div", { class: "tabs", role: "group", aria: { label: "Tabs" } }, Object.entries(names).map(([tab, name]) =>
  h("button", { type: "button", class: tab === store.tab ? "tab current" : "tab", data: { tab }, aria: { pressed: tab === store.tab }, on: { click: () => showTab(tab) } }, name)));

export class Home {
  #shown = "";
  #surface = new Surface({
    send: async (action) => {
      const me = store.me;
      const sentence = failed(await api.action({ as: me, view_id: store.home.id, action, state: this.#surface.state(store.home.blocks) }));
      if (sentence && me === store.me) toast(sentence);
    },
    ask: (blockId, actionId, value) => api.suggest({ as: store.me, view_id: store.home.id, block_id: blockId, action_id: actionId, value }),
  });

  constructor() {
    this.inner = h("div", { class: "home-inner blocks" });
    this.node = h("div", { class: "home", role: "region", tabindex: "0", hidden: true, aria: { label: "Home" } }, this.inner);
    on("tab", () => { store.home = null; this.#shown = ""; fill(this.inner); quietly(loadHome); });
    on("home", () => this.#draw());
    on("back", () => store.tab === "home" && api.openHome(store.me));
  }

  /** A button that was pressed keeps the focus, where it is still there. */
  #draw() {
    const now = JSON.stringify([store.me, store.home?.blocks]);
    if (now === this.#shown) return;
    const first = this.#shown === "";
    this.#shown = now;
    const held = this.node.contains(document.activeElement) && document.activeElement !== this.node ? placeOf(document.activeElement) : null;
    fill(this.inner, store.home ? drawBlocks(store.home.blocks, this.#surface) : h("p", { class: "home-waits" }, "The app has published nothing here yet."));
    if (held) (this.#find(held) ?? this.node).focus({ preventScroll: true });
    if (!first) say("Home has changed");
  }

  #find = ({ block, action }) => [...this.inner.querySelectorAll("[data-action]")].find((each) => each.dataset.action === action && each.closest("[data-block]")?.dataset.block === block);
}

const placeOf = (node) => ({ block: node.closest("[data-block]")?.dataset.block, action: node.closest("[data-action]")?.dataset.action });
