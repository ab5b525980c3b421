// What Slack's own client refuses before anything is sent; its words, as near as a stand-in can come.
import { isEmpty } from "./surface.js";

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Sentences by block_id; empty when the form may be sent. */
export function complaints(blocks, surface) {
  const found = {};
  for (const block of blocks) {
    if (block.type !== "input") continue;
    const sentence = complaint(block, surface.value(block.block_id, block.element));
    if (sentence) found[block.block_id] = sentence;
  }
  return found;
}

function complaint({ element, optional }, value) {
  if (isEmpty(value)) return optional ? null : "Please complete this required field.";
  switch (element.type) {
    case "email_text_input": return emailShape.test(value) ? null : "Please enter a valid email address.";
    case "url_text_input": return isUrl(value) ? null : "Please enter a valid URL.";
    case "number_input": return numberComplaint(element, value);
    case "plain_text_input": return value.length < (element.min_length ?? 0) ? `Please enter at least ${element.min_length} characters.` : null;
    default: return null;
  }
}

function isUrl(value) {
  try {
    return Boolean(new URL(value));
  } catch {
    return false;
  }
}

function numberComplaint({ is_decimal_allowed: decimals, min_value: least, max_value: most }, value) {
  if (!(decimals ? /^-?\d*\.?\d+$/ : /^-?\d+$/).test(value)) return decimals ? "Please enter a number." : "Please enter a whole number.";
  if (least !== undefined && Number(value) < Number(least)) return `Please enter a number of at least ${least}.`;
  return most !== undefined && Number(value) > Number(most) ? `Please enter a number of at most ${most}.` : null;
}
