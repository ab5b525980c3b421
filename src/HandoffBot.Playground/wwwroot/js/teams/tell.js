// A sentence to the person alone, in a small dialog, as Microsoft Teams shows what answers a button that would have opened one.
import { h, fill, freshId } from "../dom.js";

export function tell(sentence) {
  const [title, body] = [freshId("tell"), freshId("tell")];
  const opener = document.activeElement;
  const dialog = h("dialog", { class: "confirm", role: "alertdialog", aria: { modal: true, labelledby: title, describedby: body } });
  const close = () => {
    dialog.close();
    dialog.remove();
    if (opener?.isConnected && opener !== document.body) opener.focus();
    else document.getElementById("post-input")?.focus();
  };
  const ok = h("button", { type: "button", class: "button positive", on: { click: close } }, "OK");
  fill(dialog, h("h2", { id: title }, "HandoffBot"), h("p", { id: body, class: "confirm-text" }, sentence), h("div", { class: "confirm-buttons" }, ok));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  document.body.append(dialog);
  dialog.showModal();
  ok.focus();
}
