// Times as people read them, in the reader's own zone. "Today" is measured on the business clock, which the page can move.
import { store } from "./store.js";

/** A clock value of the API, an ISO text or seconds, as a Date; null stays null. */
export function instant(value) {
  if (value === null || value === undefined || value === "") return null;
  return new Date(typeof value === "number" ? value * 1000 : value);
}

/** Business time, which runs on between two answers of the server. Messages are stamped with it, too. */
export function businessNow() {
  const { clock } = store;
  return clock ? new Date(instant(clock.now).getTime() + performance.now() - clock.readAt) : new Date();
}
export const fromTs = (ts) => new Date(Number(ts) * 1000);

const format = (options) => new Intl.DateTimeFormat(undefined, options);
const hm = format({ hour: "numeric", minute: "2-digit" });
const hms = format({ hour: "numeric", minute: "2-digit", second: "2-digit" });
const weekday = format({ weekday: "short", day: "numeric", month: "short" });
const longDay = format({ weekday: "long", day: "numeric", month: "long" });
const monthDay = { month: "long", day: "numeric" };

export const timeOfDay = (date) => hm.format(date);
export const dayAndTime = (date) => `${weekday.format(date)}, ${hm.format(date)}`;
export const fullTime = (date) => `${longDay.format(date)}, ${hms.format(date)}`;
export const shortDay = (date) => weekday.format(date);

const dayNumber = (date) => Math.round(new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / 86_400_000);
export const sameDay = (a, b) => dayNumber(a) === dayNumber(b);

function relativeDay(date) {
  const distance = dayNumber(date) - dayNumber(businessNow());
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[distance] ?? null;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const dayLabel = (date) => capital(relativeDay(date) ?? longDay.format(date));

/** "in 3 h", "in 2 days"; how far a deadline is from business now. */
export function fromNow(date) {
  const minutes = Math.round((date - businessNow()) / 60_000);
  const size = Math.abs(minutes);
  const text = size < 60 ? `${size} min` : size < 2880 ? `${trim(size / 60)} h` : `${Math.round(size / 1440)} days`;
  return minutes === 0 ? "now" : minutes < 0 ? `${text} ago` : `in ${text}`;
}
const trim = (number) => (Math.round(number * 2) / 2).toString();

/** {{DATE()}} of Adaptive Cards, in its three lengths. */
export const cardDate = (date, length) => format({
  COMPACT: { dateStyle: "short" },
  SHORT: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  LONG: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
}[length]).format(date);

/** The tokens of <!date^…>, as Slack names them. */
export function dateToken(token, date) {
  const withYear = { ...monthDay, year: "numeric" };
  const plain = {
    date_num: () => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`,
    date: () => format(withYear).format(date),
    date_short: () => format({ ...withYear, month: "short" }).format(date),
    date_long: () => format({ ...withYear, weekday: "long" }).format(date),
    time: () => hm.format(date),
    time_secs: () => hms.format(date),
    ago: () => fromNow(date),
  };
  if (plain[token]) return plain[token]();
  const base = token.replace(/_pretty$/, "");
  return base !== token && plain[base] ? relativeDay(date) ?? plain[base]() : `{${token}}`;
}

/** A whole date format such as "{date_short_pretty} at {time}"; a relative day is capitalised where it opens a sentence. */
export function dateText(pattern, date, opens = true) {
  return pattern.replaceAll(/\{(\w+)\}/g, (_, token, offset) => opens && offset === 0 ? capital(dateToken(token, date)) : dateToken(token, date));
}
