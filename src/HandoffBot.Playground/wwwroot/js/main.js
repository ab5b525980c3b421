// Starts the page: reads who and where from the address, loads the workspace, and hands over to the modules.
import { store, loadState, loadView } from "./store.js";
import { readAddress, go, startPlace } from "./place.js";
import { startClock } from "./clock.js";
import { startHints } from "./hints.js";
import { quietly, startLive } from "./live.js";
import { startMessages } from "./messages.js";
import { startModal } from "./modal.js";
import { startSidebar } from "./sidebar.js";
import { startThread } from "./thread.js";
import { fill } from "./dom.js";

const wanted = readAddress();
startSidebar();
startClock();
startHints();
startThread();
startMessages();
startModal();
await begin();

async function begin() {
  for (;;) {
    await quietly(loadState);
    if (store.state) break;
    store.me = null;
    const banner = document.getElementById("banner");
    fill(banner, "Waiting for the playground to answer…");
    banner.hidden = false;
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  document.getElementById("banner").hidden = true;
  const place = startPlace(wanted.channel);
  await quietly(() => go(place, place === wanted.channel ? wanted : {}));
  await quietly(loadView);
  startLive();
  document.body.classList.add("ready");
}
