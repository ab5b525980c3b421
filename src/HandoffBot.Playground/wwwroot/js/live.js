// Keeps the page fresh: server-sent events say what to fetch again, and a quiet banner says when nobody answers.
import { api, health, Unreachable } from "./api.js";
import { fill, icon } from "./dom.js";
import { store, on, emit, loadState, loadMessages, loadThread, loadView, loadCrowd } from "./store.js";

let source = null;
let wasOpen = false;

/** Runs a loading function; an unreachable server is the banner's matter, not an exception. */
export async function quietly(load) {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return undefined;
  }
}

/** Joins bursts: the function runs once, shortly after the last call of a burst, and never twice at a time. */
export function soon(load, wait) {
  let timer = null;
  let running = false;
  let again = false;
  const run = async () => {
    if (running) return void (again = true);
    running = true;
    await quietly(load);
    running = false;
    if (again) { again = false; run(); }
  };
  return () => { clearTimeout(timer); timer = setTimeout(run, wait); };
}

const freshMessages = soon(loadMessages, 40);
const freshThread = soon(loadThread, 40);
const freshState = soon(loadState, 80);
const freshView = soon(loadView, 20);
export const freshCrowd = soon(loadCrowd, 350);

const everything = () => [freshState, freshMessages, freshThread, freshView, freshCrowd].forEach((fetch) => fetch());

export function startLive() {
  connect();
  on("person", connect);
  health.addEventListener("health", (event) => banner(event.detail));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && everything());
  // Direct messages to the people who are not played reach no stream of this page, so their marks are asked for.
  setInterval(() => document.visibilityState === "visible" && freshCrowd(), 6000);
  freshCrowd();
}

function connect() {
  source?.close();
  wasOpen = false;
  source = api.events(store.me);
  source.addEventListener("open", () => {
    if (wasOpen) everything();
    wasOpen = true;
    banner(true);
  });
  source.addEventListener("error", () => {
    banner(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
  });
  source.addEventListener("message", (event) => messageChanged(parse(event.data)));
  source.addEventListener("view", freshView);
  source.addEventListener("clock", () => { freshState(); freshCrowd(); });
  source.addEventListener("state", () => { freshState(); freshCrowd(); });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function messageChanged(change) {
  freshState();
  freshCrowd();
  if (change.channel && change.channel !== store.channel) return;
  freshMessages();
  if (store.thread) freshThread();
  emit("arrived", change);
}

let timer = null;
let trouble = false;

/** Trouble is shown only when it lasts, so that a restart of the server does not flicker. */
function banner(well) {
  const node = document.getElementById("banner");
  if (well) {
    clearTimeout(timer);
    timer = null;
    if (trouble) everything();
    trouble = false;
    node.hidden = true;
  } else if (!timer) {
    timer = setTimeout(() => {
      trouble = true;
      fill(node, icon("warn"), "The playground does not answer. Nothing is lost; trying again…");
      node.hidden = false;
      retry();
    }, 900);
  }
}

async function retry() {
  while (trouble) {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await quietly(api.clock);
  }
}

/** What a failed call has to say: beside the banner's matter, a sentence in the conversation. */
export const failed = (answer) => answer.ok === false ? answer.say ?? `That failed (${answer.error}).` : null;
