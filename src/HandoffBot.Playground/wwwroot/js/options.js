// Where the options of a select come from, and how options and the values of people and channels turn into each other.
import { store } from "./store.js";
import { plainText } from "./elements.js";

const named = (value, text, description) => ({ value, text: { type: "plain_text", text }, description: description ? { type: "plain_text", text: description } : undefined });
const people = () => store.state.people.map((one) => named(one.id, one.name, one.title));
const channels = () => store.state.channels.map((one) => named(one.id, `#${one.name}`));
const direct = () => store.state.directs.map((one) => named(one.id, one.with.name));

const workspace = {
  users: people,
  channels,
  conversations: () => [...channels(), ...direct()],
};

const kindOf = (element) => element.type.replace(/^multi_/, "").replace(/_select$/, "");

/** Users, channels and conversations are sent as bare ids; everything else as the option object. */
export const toOption = (element, value) => {
  const source = workspace[kindOf(element)];
  return source && typeof value === "string" ? source().find((option) => option.value === value) ?? named(value, value) : value;
};
export const fromOption = (element, option) => workspace[kindOf(element)] ? option.value : option;

const matches = (option, query) => `${plainText(option.text)} ${plainText(option.description)}`.toLowerCase().includes(query.toLowerCase());

/** Answers a query with [{ label, options }]; groups without anything are left out. */
export function optionSource({ element, block, surface }) {
  if (kindOf(element) === "external") return async (query) => {
    const answer = await surface.ask(block.block_id, element.action_id, query);
    if (answer.ok === false || answer.error) throw new Error(answer.say ?? "The list could not be loaded.");
    return asGroups(answer.options, answer.option_groups);
  };
  const all = workspace[kindOf(element)]?.();
  return (query) => asGroups(all ?? element.options, element.option_groups)
    .map((group) => ({ ...group, options: group.options.filter((option) => matches(option, query)) }))
    .filter((group) => group.options.length > 0);
}

const asGroups = (options, groups) =>
  (groups ? groups.map((group) => ({ label: plainText(group.label), options: group.options })) : [{ label: null, options: options ?? [] }])
    .filter((group) => group.options.length > 0);

/** How many letters an external list wants before it is asked; Slack's default is three. */
export const leastLetters = (element) => kindOf(element) === "external" ? element.min_query_length ?? 3 : 0;
export const isMulti = (element) => element.type.startsWith("multi_");
