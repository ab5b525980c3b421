// Every kind of select is one combobox: a box in which one types, and a list below it (ARIA: combobox and listbox).
import { h, fill, freshId, icon } from "./dom.js";
import { plainText, text, valueChanged } from "./elements.js";
import { fromOption, isMulti, leastLetters, optionSource, toOption } from "./options.js";
import { Popup } from "./popup.js";

export function combobox(use) {
  return new Combobox(use).wrapper;
}

class Combobox {
  #active = -1;
  #shown = [];
  #asked = 0;
  #timer = null;

  constructor(use) {
    this.use = use;
    this.multi = isMulti(use.element);
    this.source = optionSource(use);
    this.least = leastLetters(use.element);
    this.listId = freshId("list");
    this.input = this.#drawInput();
    this.chips = h("span", { class: "chips" });
    this.box = h("div", { class: this.multi ? "combo multi" : "combo" }, this.chips, this.input, h("span", { class: "combo-arrow" }, icon("down", 14)));
    this.wrapper = h("div", { class: "combo-box" }, this.box);
    this.popup = new Popup(this.box, { class: "list", wide: true, onClose: () => this.#closed() });
    this.list = h("div", { role: "listbox", id: this.listId, class: "options", aria: { labelledby: use.input?.labelledBy, label: use.input ? null : this.#name(), multiselectable: this.multi ? "true" : null } });
    this.note = h("div", { class: "list-note", role: "status" });
    this.popup.node.append(this.list, this.note);
    this.box.addEventListener("pointerdown", (event) => this.#pressed(event));
    this.#showChosen();
  }

  get chosen() {
    const { element, block, surface } = this.use;
    const value = surface.value(block.block_id, element);
    const list = this.multi ? value : value ? [value] : [];
    return list.map((one) => toOption(element, one));
  }

  #name = () => plainText(this.use.element.placeholder) || "Options";

  #drawInput() {
    const { element, input } = this.use;
    return h("input", {
      type: "text", class: "combo-input", role: "combobox", autocomplete: "off", spellcheck: "false",
      id: input?.id, placeholder: plainText(element.placeholder) || "Select an option",
      data: element.focus_on_load ? { first: "" } : {},
      aria: { autocomplete: "list", expanded: false, controls: this.listId, describedby: input?.describedBy, invalid: input?.invalid ? "true" : null, required: input?.required ? "true" : null, haspopup: "listbox", label: input ? null : this.#name() },
      on: {
        input: () => this.#search(),
        focus: () => this.input.select(),
        blur: (event) => this.#left(event),
        keydown: (event) => this.#key(event),
      },
    });
  }

  #pressed(event) {
    if (event.target.closest("button")) return;
    if (event.target !== this.input) event.preventDefault();
    this.input.focus();
    if (this.popup.isOpen && event.target !== this.input) this.popup.close();
    else this.#open();
  }

  #open() {
    if (this.popup.isOpen) return;
    this.popup.open();
    this.input.setAttribute("aria-expanded", "true");
    this.#load("");
  }

  #closed() {
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.#asked++;
    this.#showChosen();
  }

  #left(event) {
    if (!this.popup.node.contains(event.relatedTarget)) this.popup.close();
  }

  #search() {
    if (!this.popup.isOpen) {
      this.popup.open();
      this.input.setAttribute("aria-expanded", "true");
    }
    clearTimeout(this.#timer);
    const query = this.input.value;
    if (!this.multi && query === "" && this.chosen.length > 0) this.#choose(null);
    this.#timer = setTimeout(() => this.#load(query), this.use.element.type.includes("external") ? 180 : 0);
  }

  async #load(query) {
    const turn = ++this.#asked;
    if (query.length < this.least) return this.#show([], `Type ${this.least === 1 ? "a letter" : `${this.least} letters or more`} to search`);
    try {
      const answer = this.source(query);
      if (answer instanceof Promise) this.#say("Searching…");
      const groups = await answer;
      if (turn === this.#asked) this.#show(groups, groups.length ? "" : "Nothing matches");
    } catch (error) {
      if (turn === this.#asked) this.#show([], error.message);
    }
  }

  #say(sentence) {
    this.note.textContent = sentence;
    this.note.hidden = sentence === "";
    this.popup.place();
  }

  #show(groups, sentence) {
    const chosen = new Set(this.chosen.map((option) => option.value));
    this.#shown = [];
    fill(this.list, groups.map((group) => {
      const options = group.options.map((option) => this.#drawOption(option, chosen.has(option.value)));
      if (!group.label) return options;
      const id = freshId("group");
      return h("div", { role: "group", aria: { labelledby: id } }, h("div", { class: "group-label", id }, group.label), options);
    }));
    this.#say(sentence);
    this.#activate(this.#shown.findIndex((each) => chosen.has(each.option.value)), 0);
  }

  #drawOption(option, isChosen) {
    const node = h("div", { role: "option", id: freshId("option"), class: "option", aria: { selected: String(isChosen) } },
      h("span", { class: "option-text" }, text(option.text), option.description && h("span", { class: "option-description" }, text(option.description))),
      isChosen && icon("check", 14));
    node.addEventListener("pointerdown", (event) => event.preventDefault());
    node.addEventListener("click", () => this.#choose(option));
    this.#shown.push({ option, node });
    return node;
  }

  #activate(index, otherwise) {
    this.#active = this.#shown.length === 0 ? -1 : index < 0 ? otherwise : index;
    this.#shown.forEach((each, at) => each.node.classList.toggle("active", at === this.#active));
    const node = this.#shown[this.#active]?.node;
    if (node) this.input.setAttribute("aria-activedescendant", node.id);
    else this.input.removeAttribute("aria-activedescendant");
    node?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    const open = this.popup.isOpen;
    const many = this.#shown.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.#open();
      this.#activate((this.#active + (event.key === "ArrowDown" ? 1 : many - 1)) % Math.max(many, 1), 0);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      event.stopPropagation();
      if (this.#active >= 0) this.#choose(this.#shown[this.#active].option);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.popup.close();
    } else if (event.key === "Backspace" && this.multi && this.input.value === "" && this.chosen.length) {
      this.#toggle(this.chosen.at(-1));
    }
  }

  #choose(option) {
    if (this.multi) return this.#toggle(option);
    this.#set(option ? fromOption(this.use.element, option) : null);
    if (option) this.popup.close();
  }

  #toggle(option) {
    const { element } = this.use;
    const had = this.chosen.some((one) => one.value === option.value);
    const next = had ? this.chosen.filter((one) => one.value !== option.value) : [...this.chosen, option];
    if (next.length > (element.max_selected_items ?? Infinity)) return this.#say(`At most ${element.max_selected_items} can be chosen`);
    this.#set(next.map((one) => fromOption(element, one)));
    this.#showChosen();
    if (this.popup.isOpen) this.#load("");
  }

  #set(value) {
    valueChanged({ ...this.use, node: this.wrapper }, value);
  }

  #showChosen() {
    const chosen = this.chosen;
    this.input.value = this.multi || chosen.length === 0 ? "" : plainText(chosen[0].text);
    fill(this.chips, this.multi && chosen.map((option) => h("span", { class: "chip" }, plainText(option.text),
      h("button", { type: "button", class: "chip-remove", aria: { label: `Remove ${plainText(option.text)}` }, on: { click: () => { this.#toggle(option); this.input.focus(); } } }, icon("close", 10)))));
    this.input.placeholder = this.multi && chosen.length ? "" : plainText(this.use.element.placeholder) || "Select an option";
  }
}
