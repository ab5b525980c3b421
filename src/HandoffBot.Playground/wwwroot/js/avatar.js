// Avatars: initials on the person's own colour, and the bot's mark.
import { h } from "./dom.js";
import { isBot, nameOf, person } from "./store.js";

export const initials = (name) => name.split(/\s+/).filter(Boolean).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();

const palette = ["#6d4bd8", "#0b7285", "#b3415f", "#2f7d46", "#a15c07", "#3b5bdb", "#8a3ea8", "#0f766e"];
const colorOf = (id) => palette[[...(id ?? "")].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % palette.length];

export function paintAvatar(one, size) {
  const node = h("span", { class: "avatar", "aria-hidden": "true" }, initials(one.name ?? "?"));
  node.style.setProperty("--size", `${size}px`);
  node.style.backgroundColor = one.color?.replace(/^(?=[0-9a-f]{6}$)/i, "#") ?? colorOf(one.id);
  return node;
}

/** The avatar of whoever wrote a message. */
export function avatarOf(id, username, size = 36) {
  if (isBot(id)) return h("img", { class: "avatar-bot", src: "/favicon.svg", alt: "", width: size, height: size });
  return paintAvatar(person(id) ?? { id, name: nameOf(id, username), color: id === "page" ? "#6b6880" : null }, size);
}
