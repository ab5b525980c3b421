// Keeps the page fresh: server-sent events say what to fetch again. While nobody answers, a quiet banner says so, and the
// page tries again by itself, after longer and longer pauses, until it can load what is there now.
import { api, teamsApi, health, Unreachable } from "./api.js";
import { say } from "./announce.js";
import { h, fill, icon } from "./dom.js";
import { loadCrowd } from "./people.js";
import { store, on, emit, loadHome, loadState, loadMessages, loadThread, loadView } from "./store.js";
import { tenant, loadDialog, loadPosts, loadTenant } from "./teams/tenant.js";

const firstPause = 400;
const longestPause = 8000;

/** Shorter troubles are not worth a word. */
const patience = 900;

let source = null;
let pause = firstPause;
let again = null;

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
  let once = false;
  const run = async () => {
    if (running) return void (once = true);
    running = true;
    await quietly(load);
    running = false;
    if (once) { once = false; run(); }
  };
  return () => { clearTimeout(timer); timer = setTimeout(run, wait); };
}

const freshMessages = soon(loadMessages, 40);
const freshThread = soon(loadThread, 40);
const freshState = soon(loadState, 80);
const freshView = soon(loadView, 20);
const freshHome = soon(loadHome, 20);
export const freshCrowd = soon(loadCrowd, 350);

const freshTenant = soon(loadTenant, 80);
const freshPosts = soon(loadPosts, 40);
const freshDialog = soon(loadDialog, 20);

const inTeams = () => store.platform === "msteams";

/** All that is shown; the half that is behind is loaded when it comes to the front. */
function everything() {
  const shown = inTeams() ? [freshTenant, freshPosts, freshDialog] : [freshState, freshMessages, freshThread, freshView, freshHome];
  [...shown, freshCrowd].forEach((fetch) => fetch());
}

export function startLive() {
  connect();
  on("person", connect);
  on("platform", () => { connect(); everything(); });
  health.addEventListener("health", (event) => event.detail ? answered() : unanswered());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && everything());
  // Direct messages to the people who are not played reach no stream of this page, so their marks are asked for; and a bot that comes up
  // after the page brings its clock along, of which nobody tells.
  setInterval(() => document.visibilityState === "visible" && !away && freshMarks(), 6000);
  freshCrowd();
}

/**
 * A stream that broke is opened anew by us, not by the browser: an answer such as 404 would end it for good. There is one for the half that
 * is in front: a browser keeps few connections to one host.
 */
function connect() {
  clearTimeout(again);
  source?.close();
  const mine = source = inTeams() ? teamsApi.events(tenant.me) : api.events(store.me);
  const listen = (name, heard) => mine.addEventListener(name, (event) => mine === source && heard(event));
  listen("open", () => {
    if (pause > firstPause) everything();
    pause = firstPause;
    answered();
  });
  listen("error", () => {
    mine.close();
    unanswered();
    clearTimeout(again);
    again = setTimeout(tryAgain, pause);
    pause = Math.min(pause * 1.6, longestPause);
  });
  listen("message", (event) => messageChanged(parse(event.data)));
  listen("view", () => { freshView(); freshHome(); });
  listen("dialog", freshDialog);
  for (const name of ["clock", "state"]) listen(name, freshMarks);
}

function freshMarks() {
  if (inTeams()) freshTenant();
  else freshState();
  freshCrowd();
}

/** Whom this page plays may be there no more, which the stream cannot say. */
async function tryAgain() {
  const played = () => inTeams() ? tenant.me : store.me;
  const me = played();
  await quietly(inTeams() ? loadTenant : loadState);
  if (me === played()) connect();
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function messageChanged(change) {
  freshMarks();
  if (inTeams()) return change.conversation === tenant.conversation && freshPosts();
  if (change.channel && change.channel !== store.channel) return;
  freshMessages();
  if (store.thread) freshThread();
  emit("arrived", change);
}

let timer = null;
let away = false;

/** Above everything, an open form included: whoever fills it should know before they press its button. */
export function showBanner(sentence) {
  const node = document.getElementById("banner");
  fill(node, icon("warn"), h("span", null, sentence));
  node.hidePopover();
  node.showPopover();
  say(sentence);
}

export const hideBanner = () => document.getElementById("banner").hidePopover();

function answered() {
  clearTimeout(timer);
  timer = null;
  if (!away) return;
  away = false;
  hideBanner();
  document.body.classList.remove("away");
  say("The playground is back.");
  store.returned = true;
  setTimeout(() => { store.returned = false; }, 1500);
  everything();
  emit("back");
}

function unanswered() {
  timer ??= setTimeout(() => {
    away = true;
    showBanner("The playground is away. What you typed stays here, and this page goes on as soon as it is back.");
    document.body.classList.add("away");
    emit("away");
  }, patience);
}

/** What a failed call has to say in the conversation; that nobody answers is the banner's matter. */
export const failed = (answer) => answer.ok === false && answer.error !== "unreachable" ? answer.say ?? `That failed (${answer.error}).` : null;
