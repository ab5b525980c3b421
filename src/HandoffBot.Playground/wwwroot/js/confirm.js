// The small question before an action: Block Kit's confirm object.
import { h, fill, freshId } from "./dom.js";
import { text } from "./elements.js";

/** True at once when nothing needs confirming; otherwise what the person answered. */
export function confirmed(question) {
  if (!question) return Promise.resolve(true);
  return new Promise((answer) => {
    const title = freshId("confirm");
    const body = freshId("confirm");
    const dialog = h("dialog", { class: "confirm", role: "alertdialog", aria: { modal: true, labelledby: title, describedby: body } });
    const close = (said) => () => {
      dialog.close();
      dialog.remove();
      answer(said);
    };
    const yes = h("button", { type: "button", class: `button ${question.style ?? "primary"}`, on: { click: close(true) } }, text(question.confirm));
    const no = h("button", { type: "button", class: "button plain", on: { click: close(false) } }, text(question.deny));
    fill(dialog, h("h2", { id: title }, text(question.title)), h("div", { id: body, class: "confirm-text" }, text(question.text)), h("div", { class: "confirm-buttons" }, no, yes));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false)();
    });
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  });
}
