// Slack's message box: "/" offers commands and "@" offers people; a command is no message.
import { h, fill, icon } from "./dom.js";
import { api } from "./api.js";
import { slackOffers } from "./completion.js";
import { menuButton } from "./menu.js";
import { MessageBox } from "./messagebox.js";
import { store, conversation, isDirect, loadMessages, loadThread, loadView, emit, sayAside } from "./store.js";
import { failed, quietly } from "./live.js";

const hint = () => [h("kbd", null, "Enter"), " sends  ", h("kbd", null, "/"), " commands  ", h("kbd", null, "@"), " people"];

export class Composer extends MessageBox {
  constructor({ id, thread }) {
    const shortcuts = h("span", { class: "composer-shortcuts" });
    super({ id, offers: slackOffers, hint: hint(), beside: shortcuts });
    this.thread = thread;
    this.shortcuts = shortcuts;
  }

  /** What the app offers wherever one is. */
  #offerShortcuts() {
    const offered = store.state?.shortcuts ?? [];
    if (this.thread() || this.shortcuts.hasChildNodes() || offered.length === 0) return;
    fill(this.shortcuts, menuButton({ label: "Shortcuts", face: icon("bolt"), options: offered.map((one) => ({ text: one.name, id: one.callback_id })), choose: (one) => this.#use(one.id) }));
  }

  async #use(callbackId) {
    const { me, channel } = store;
    const sentence = failed(await api.shortcut(me, callbackId));
    if (sentence) sayAside(sentence, channel, null);
    if (me === store.me) await quietly(loadView);
  }

  /** Told when another conversation, person or thread is shown. */
  placed(moved) {
    this.#offerShortcuts();
    if (!moved) return;
    const here = conversation(store.channel);
    const name = !here ? "" : isDirect(here) ? here.with.name : `#${here.name}`;
    this.moveTo([store.me, store.channel, this.thread() ?? ""].join(" "), this.thread() ? "Reply…" : `Message ${name}`);
    this.input.disabled = here?.is_member === false;
    if (this.input.disabled) this.input.placeholder = `Not a member of ${name}`;
    else if (!document.querySelector("dialog[open]")) this.input.focus({ preventScroll: true });
  }

  deliver(text) {
    return text.startsWith("/") ? this.#command(text) : this.#message(text);
  }

  async #command(text) {
    const { me, channel } = store;
    const [word] = text.split(/\s/);
    const known = store.state.commands.some((command) => command.command === word);
    if (this.thread()) return sayAside(`${word} is not supported in threads. Sorry!`, channel, this.thread());
    if (!known) return sayAside(`${word} is not a valid command. Known here: ${store.state.commands.map((each) => each.command).join(", ")}.`);
    const answer = await api.command(me, channel, text);
    emit("commanded", text);
    const sentence = failed(answer);
    if (answer.ok === false) this.giveBack(text);
    if (sentence) sayAside(sentence, channel, null);
    if (me === store.me) await Promise.all([quietly(loadView), quietly(loadMessages)]);
  }

  async #message(text) {
    const answer = await api.message(store.me, store.channel, text, this.thread());
    const sentence = failed(answer);
    if (answer.ok === false) this.giveBack(text);
    if (sentence) sayAside(sentence, store.channel, this.thread());
    await Promise.all([quietly(loadMessages), quietly(loadThread)]);
  }
}
