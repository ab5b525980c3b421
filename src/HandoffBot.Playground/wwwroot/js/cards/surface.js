// What a card needs to act: the values of its inputs, what is wrong with them, and where a click goes. It outlives redrawing, so that what was
// typed stays.
export class CardSurface {
  #values = new Map();
  #titles = new Map();
  #open = new Set();

  /** `act(pointer, action)` does what an action says; `ask(input, text)` fetches choices; `mentions` tells who is mentioned. */
  constructor({ act, ask, mentions = () => [] }) {
    Object.assign(this, { act, ask, mentions });
    this.errors = {};
    this.changed = () => {};
  }

  value(input) {
    return this.#values.get(input.id) ?? startOf(input);
  }

  set(input, value) {
    this.#values.set(input.id, value);
    this.changed(input.id);
  }

  /** What was typed before, by a page that was reloaded. */
  take(values) {
    for (const [id, value] of Object.entries(values ?? {})) this.#values.set(id, String(value ?? ""));
  }

  /** Everything that was typed or chosen, by input id. */
  get inputs() {
    return Object.fromEntries(this.#values);
  }

  /** How a choice that was found by typing is called. */
  name(value, title) {
    this.#titles.set(value, title);
  }
  nameOf = (value) => this.#titles.get(value) ?? value;

  /** Whether what an Action.ShowCard shows is unfolded. */
  isOpen = (pointer) => this.#open.has(pointer);
  unfold(pointer, open) {
    if (open) this.#open.add(pointer);
    else this.#open.delete(pointer);
  }
}

/** The value that a card gives an input, as it is sent: always text. */
function startOf(input) {
  if (input.value !== undefined && input.value !== null) return String(input.value);
  return input.type === "Input.Toggle" ? input.valueOff ?? "false" : "";
}
