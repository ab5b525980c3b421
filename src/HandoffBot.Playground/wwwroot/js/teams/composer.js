// The message box of Microsoft Teams. In the personal chat it offers the app's commands; in a channel people after "@", and commands after the
// bot's name, without which it hears nothing there.
import { h, icon } from "../dom.js";
import { teamsApi } from "../api.js";
import { named } from "../completion.js";
import { menuButton } from "../menu.js";
import { MessageBox } from "../messagebox.js";
import { emit } from "../store.js";
import { failed, quietly } from "../live.js";
import { toast } from "../toast.js";
import { extend } from "./post.js";
import { tenant, accountOf, isChat, loadPosts, teamOf, titleOf } from "./tenant.js";

export class PostBox extends MessageBox {
  /** `thread()` is the id of the message that is replied to; null begins a thread, or goes on in a chat. */
  constructor({ id, thread = () => null }) {
    super({ id, offers, hint: null });
    this.thread = thread;
    this.prompts = h("button", { type: "button", class: "prompts", on: { pointerdown: (event) => event.preventDefault(), click: () => this.#prompt() } }, icon("spark", 14), "What can I say?");
    this.node.querySelector(".composer-hint").replaceWith(this.beside = h("span", { class: "beside-box" }, this.prompts));
  }

  /** What the app offers is known once the tenant is. */
  #actions() {
    const offered = tenant.state?.beside_box ?? [];
    if (offered.length === 0 || this.beside.childElementCount > 1) return;
    this.beside.append(menuButton({
      label: "Actions and apps", face: icon("plus"), look: "icon-button",
      options: offered.map((each) => ({ ...each, text: each.title, description: tenant.state.bot.name })),
      choose: (one) => extend({ command: one.id, thread: this.thread() ?? undefined }),
    }));
  }

  placed() {
    this.#actions();
    const label = this.thread() ? "Reply" : isChat() ? "Type a message" : `Start a post in ${titleOf()}`;
    this.moveTo(["msteams", tenant.me, tenant.conversation, this.thread() ?? ""].join(" "), label);
  }

  #prompt() {
    if (this.input.value.trim() === "") this.set(isChat() ? "" : `@${tenant.state.bot.name} `);
    this.input.focus();
    this.completion.show(commands("", this.input.value));
  }

  async deliver(text) {
    const { me, conversation } = tenant;
    const answer = await teamsApi.message(me, conversation, text, this.thread());
    emit("commanded", ` ${text.toLowerCase()}`);
    const sentence = failed(answer);
    if (answer.ok === false) this.giveBack(text);
    if (sentence) toast(sentence);
    await quietly(loadPosts);
  }
}

function offers(before) {
  const name = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before);
  if (name) return named([{ ...tenant.state.bot, title: "App" }, ...people()], before, name[1]);
  if (isChat()) return before === "" ? [] : commands(before, "");
  const called = new RegExp(`^\\s*@${tenant.state.bot.name}\\s+`, "i").exec(before);
  return called ? commands(before.slice(called[0].length), called[0]) : [];
}

/** Who can be mentioned in a channel: the members of its team. */
const people = () => isChat() ? [] : teamOf().members.map(accountOf).filter(Boolean);

/** The manifest's command list. What can be sent as it stands marks none, so that Enter sends. */
function commands(typed, lead) {
  const words = typed.toLowerCase();
  const isWhole = words === "" || tenant.state.commands.some((each) => each.text.toLowerCase() === words.trimEnd());
  return tenant.state.commands.filter((each) => each.text.toLowerCase().startsWith(words) && each.text.toLowerCase() !== words.trimEnd())
    .map((each) => ({ title: `What ${tenant.state.bot.name} understands`, label: each.text, hint: each.hint, value: `${lead}${each.text}`, isWhole }));
}
