// A surface is whatever holds interactive blocks: a message or a modal. It remembers what was typed and chosen by
// block_id and action_id, so that a redraw keeps it, and turns it into the `state` that Slack sends.

/** For each element type: the key in payloads, the key of its first value, and what "nothing" looks like. */
const shapes = {
  plain_text_input: ["value", "initial_value", null],
  email_text_input: ["value", "initial_value", null],
  url_text_input: ["value", "initial_value", null],
  number_input: ["value", "initial_value", null],
  static_select: ["selected_option", "initial_option", null],
  external_select: ["selected_option", "initial_option", null],
  users_select: ["selected_user", "initial_user", null],
  channels_select: ["selected_channel", "initial_channel", null],
  conversations_select: ["selected_conversation", "initial_conversation", null],
  multi_static_select: ["selected_options", "initial_options", []],
  multi_external_select: ["selected_options", "initial_options", []],
  multi_users_select: ["selected_users", "initial_users", []],
  multi_channels_select: ["selected_channels", "initial_channels", []],
  multi_conversations_select: ["selected_conversations", "initial_conversations", []],
  checkboxes: ["selected_options", "initial_options", []],
  radio_buttons: ["selected_option", "initial_option", null],
  datepicker: ["selected_date", "initial_date", null],
  timepicker: ["selected_time", "initial_time", null],
  datetimepicker: ["selected_date_time", "initial_date_time", null],
};

const key = (blockId, element) => `${blockId}\u0001${element.action_id}\u0001${element.type}`;

/** The elements of a block that keep a value. */
export function stateful(block) {
  const elements = block.type === "input" ? [block.element]
    : block.type === "section" ? [block.accessory]
    : block.type === "actions" ? block.elements : [];
  return elements.filter((element) => element && shapes[element.type]);
}

export class Surface {
  #values = new Map();

  /** `send(action)` posts block_actions; `ask(blockId, actionId, text)` fetches suggestions; `signal` says whom to mark busy. */
  constructor({ send, ask }) {
    this.send = send;
    this.ask = ask;
  }

  value(blockId, element) {
    const [, initial, nothing] = shapes[element.type];
    const kept = this.#values.get(key(blockId, element));
    return kept === undefined ? element[initial] ?? nothing : kept;
  }

  set(blockId, element, value) {
    this.#values.set(key(blockId, element), value);
    this.changed?.(blockId);
  }

  payload(blockId, element) {
    return { type: element.type, [shapes[element.type][0]]: this.value(blockId, element) };
  }

  /** The action that Slack sends when such an element changed. */
  dispatch(block, element) {
    return this.send({ block_id: block.block_id, action_id: element.action_id, ...this.payload(block.block_id, element) });
  }

  state(blocks) {
    const state = {};
    for (const block of blocks ?? [])
      for (const element of stateful(block))
        (state[block.block_id] ??= {})[element.action_id] = this.payload(block.block_id, element);
    return state;
  }

  /** Forgets what belongs to elements that are no longer drawn. */
  keepOnly(blocks) {
    const alive = new Set(blocks.flatMap((block) => stateful(block).map((element) => key(block.block_id, element))));
    for (const each of this.#values.keys()) if (!alive.has(each)) this.#values.delete(each);
  }
}

export const isEmpty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
