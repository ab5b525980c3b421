// Builds the page's elements. Text only ever becomes text nodes: nothing that anybody typed is parsed as HTML.

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * h("button", { class: "x", on: { click }, aria: { label: "Close" } }, "text", node, null)
 * Properties that are null, undefined or false are left out; true sets an empty attribute.
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) put(element, name, value);
  append(element, children);
  return element;
}

function put(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
  else if (name === "aria") for (const [key, text] of Object.entries(value)) put(element, `aria-${key}`, text === false || text === true ? String(text) : text);
  else if (name === "data") Object.assign(element.dataset, value);
  else if (name === "value") element.value = value;
  else element.setAttribute(name, value === true ? "" : value);
}

function append(element, children) {
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false) element.append(child);
}

/** Replaces everything inside an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

const icons = {
  list: "M2.5 4h11M2.5 8h11M2.5 12h11",
  lock: "M5 7V5.500a3 3 0 0 1 6 0V7m-7 0h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Z",
  hash: "M6.2 2.5 4.8 13.500M11.2 2.5 9.8 13.500M2.8 6h11M2.2 10h11",
  close: "m4 4 8 8m0-8-8 8",
  down: "m4 6.2 4 4 4-4",
  right: "m6.2 4 4 4-4 4",
  reply: "M13.5 8a5.3 5.3 0 0 1-5.5 5H3l1-2.200A4.8 4.8 0 0 1 2.5 8 5.3 5.3 0 0 1 8 3a5.3 5.3 0 0 1 5.5 5Z",
  eye: "M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8Zm6.2 1.800a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.600Z",
  send: "M2.5 8h6m-6 0-.7-5.2 12.7 5.2-12.7 5.200Z",
  clock: "M8 4.500V8l2.3 1.400M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z",
  skip: "m3 3.5 6 4.5-6 4.500Zm10 0v9",
  check: "m3.2 8.6 3.2 3.2 6.4-7.2",
  plus: "M8 3v10M3 8h10",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  warn: "M8 6v3m0 2.200v.01M7.1 2.9 1.7 12a1 1 0 0 0 .9 1.500h10.800a1 1 0 0 0 .9-1.500L8.9 2.900a1 1 0 0 0-1.8 0Z",
  people: "M6 7.500a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600Zm-4.200 5.700c0-2.300 1.800-3.900 4.200-3.900s4.200 1.600 4.200 3.900M10.600 3.200a2 2 0 0 1 0 4M11.500 9.600c1.700.3 2.800 1.700 2.800 3.600",
  bolt: "M9 1.800 3.500 9H8l-1 5.200L12.500 7H8l1-5.200Z",
  spark: "M8 2v3.500M8 10.500V14M2 8h3.500M10.5 8H14",
};

/** One of the page's own line drawings; decoration, so hidden from screen readers. */
export function icon(name, size = 16) {
  const svg = document.createElementNS(svgNamespace, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", width: size, height: size, class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" }))
    svg.setAttribute(key, value);
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", icons[name]);
  svg.append(path);
  return svg;
}

let counter = 0;

/** An id that no other element of the page has. */
export const freshId = (prefix = "x") => `${prefix}-${++counter}`;

/** Text that screen readers say and nobody sees. */
export const hidden = (text) => h("span", { class: "hidden-text" }, text);
