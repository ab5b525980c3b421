// The player API: everything that the page knows and does goes through here. Failures of a POST are values with a
// sentence to show; failures of a GET throw Unreachable, because there is nothing to show instead.

const headers = { "Content-Type": "application/json", "X-Playground": "1" };
const unreachable = { ok: false, error: "unreachable", say: "The playground is away. What you typed stays here; try again when it is back." };

export class Unreachable extends Error {}

/** The playground is there, but not whom one plays: it was set up anew. Or it has no such half. */
export class Gone extends Error {}

/** Told about every call: true when it was answered, false when nobody was there. */
export const health = new EventTarget();
const report = (well) => health.dispatchEvent(new CustomEvent("health", { detail: well }));

async function get(path, query = {}) {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== null && value !== undefined));
  try {
    const response = await fetch(`/player/${path}?${parameters}`, { headers: { Accept: "application/json" } });
    if (response.status === 404) throw new Gone(query.as);
    if (!response.ok) throw new Unreachable(`${path}: ${response.status}`);
    const body = await response.json();
    report(true);
    return body;
  } catch (error) {
    if (error instanceof Gone) throw error;
    report(false);
    throw error instanceof Unreachable ? error : new Unreachable(path, { cause: error });
  }
}

async function post(path, body) {
  try {
    const response = await fetch(`/player/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    report(response.status < 500);
    const answer = await response.json().catch(() => null);
    return answer ?? (response.ok ? { ok: true } : unreachable);
  } catch {
    report(false);
    return unreachable;
  }
}

export const api = {
  state: (as) => get("state", { as }),
  messages: (as, channel, thread) => get("messages", { as, channel, thread }),
  view: (as) => get("view", { as }),
  home: (as) => get("home", { as }),
  openHome: (as) => post("home", { as }),
  shortcut: (as, callbackId) => post("shortcut", { as, callback_id: callbackId }),
  clock: () => get("clock"),
  command: (as, channel, text) => post("command", { as, channel, text }),
  message: (as, channel, text, threadTs) => post("message", { as, channel, text, thread_ts: threadTs ?? undefined }),
  action: (body) => post("action", body),
  submit: (as, viewId, state) => post("view-submit", { as, view_id: viewId, state }),
  close: (as, viewId) => post("view-close", { as, view_id: viewId }),
  onMessage: (body) => post("message-action", body),
  suggest: (body) => post("suggest", body),
  read: (as, channel, ts) => post("read", { as, channel, ts }),
  advance: (by) => post("clock", { advance: by }),
  events: (as) => new EventSource(`/player/events?${new URLSearchParams({ as })}`),
};

/** The same for Microsoft Teams. An action is a JSON pointer into the card. */
export const teamsApi = {
  state: (as) => get("msteams/state", { as }),
  messages: (as, conversation) => get("msteams/messages", { as, conversation }),
  dialog: (as) => get("msteams/dialog", { as }),
  open: (as) => post("msteams/open", { as }),
  message: (as, conversation, text, thread) => post("msteams/message", { as, conversation, text, thread: thread ?? undefined }),
  action: (body) => post("msteams/action", body),
  extension: (body) => post("msteams/extension", body),
  suggest: (body) => post("msteams/suggest", body),
  submit: (as, dialog, action, inputs) => post("msteams/dialog-submit", { as, dialog, action, inputs }),
  close: (as, dialog) => post("msteams/dialog-close", { as, dialog }),
  read: (as, conversation, id) => post("msteams/read", { as, conversation, id }),
  events: (as) => new EventSource(`/player/msteams/events?${new URLSearchParams({ as })}`),
};
