// Starts the page: reads who and where from the address, loads the workspace and the tenant, and hands over to the modules.
import { store, loadState, loadView } from "./store.js";
import { readAddress, go, startPlace, startPlaces } from "./place.js";
import { startAnnouncing } from "./announce.js";
import { startClock } from "./clock.js";
import { startDrawer } from "./drawer.js";
import { startHints } from "./hints.js";
import { hideBanner, quietly, showBanner, startLive } from "./live.js";
import { startMessages } from "./messages.js";
import { startModal } from "./modal.js";
import { startRegions } from "./regions.js";
import { startSidebar } from "./sidebar.js";
import { startThread } from "./thread.js";
import { startAnnouncingTeams } from "./teams/announce.js";
import { startDialog } from "./teams/dialog.js";
import { startPosts } from "./teams/posts.js";
import { goToSpot, startSpot, startSpots } from "./teams/spot.js";
import { tenant, isThere, loadDialog, loadTenant } from "./teams/tenant.js";
import { startFrame } from "./teams/view.js";

const wanted = readAddress();
for (const start of [startPlaces, startSpots, startFrame, startSidebar, startDrawer, startClock, startHints, startThread, startMessages, startPosts, startModal, startDialog, startAnnouncing, startAnnouncingTeams, startRegions]) start();
await begin();

async function begin() {
  for (;;) {
    await quietly(loadState);
    await quietly(loadTenant);
    if (store.state) break;
    showBanner("Waiting for the playground to answer…");
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  hideBanner();
  if (!tenant.state) store.platform = "slack";
  await quietly(store.platform === "msteams" ? beginInTeams : beginInSlack);
  startLive();
  document.body.classList.add("ready");
}

async function beginInSlack() {
  const place = startPlace(wanted.channel);
  await go(place, place === wanted.channel ? wanted : {});
  await loadView();
}

async function beginInTeams() {
  await goToSpot(isThere(wanted.conversation) ? wanted.conversation : startSpot());
  await loadDialog();
}
