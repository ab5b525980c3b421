// Starts the page: reads who and where from the address, loads the workspace, and hands over to the modules.
import { store, loadState, loadView } from "./store.js";
import { readAddress, go, startPlace, startPlaces } from "./place.js";
import { startAnnouncing } from "./announce.js";
import { startClock } from "./clock.js";
import { startHints } from "./hints.js";
import { hideBanner, quietly, showBanner, startLive } from "./live.js";
import { startMessages } from "./messages.js";
import { startModal } from "./modal.js";
import { startRegions } from "./regions.js";
import { startSidebar } from "./sidebar.js";
import { startThread } from "./thread.js";

const wanted = readAddress();
startPlaces();
startSidebar();
startClock();
startHints();
startThread();
startMessages();
startModal();
startAnnouncing();
startRegions();
await begin();

async function begin() {
  for (;;) {
    await quietly(loadState);
    if (store.state) break;
    showBanner("Waiting for the playground to answer…");
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  hideBanner();
  const place = startPlace(wanted.channel);
  await quietly(() => go(place, place === wanted.channel ? wanted : {}));
  await quietly(loadView);
  startLive();
  document.body.classList.add("ready");
}
