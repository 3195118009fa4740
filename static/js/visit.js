/* One visit to one unit: how long it was in view and in use, which videos were played, which files were taken.

   <article data-visit-url data-visit-id data-read-seconds>; a report is a form: `visit`, `seconds`, `played` and `opened` (names of files, each
   as often as needed) and the token. `seconds` is always the total of the visit, so a report may get lost or arrive twice without
   harm. The answer is {"done": true} once the unit is done. */
const IDLE_AFTER = 60_000;
const RETRY_AFTER = 30_000;
const PLAYED_SHARE = 0.9;
const UNSENT = "ai4t.unsent";

const unit = document.querySelector("[data-visit-url]");
if (unit) follow(unit);

function follow(unit) {
  const { visitUrl, visitId } = unit.dataset;
  const readSeconds = Number(unit.dataset.readSeconds);
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const videos = [...unit.querySelectorAll("video")];
  const facts = { played: new Set(), opened: new Set() };
  const told = new Set();
  let activeMs = 0, countedAt = performance.now(), usedAt = countedAt, visible = document.visibilityState === "visible";
  let sentSeconds = 0, isDone = unit.querySelector(".finish.done") !== null, hasAskedForDone = isDone, failedAt = 0;

  const seconds = () => Math.floor(activeMs / 1000);
  const unsaid = () => Object.entries(facts).flatMap(([verb, names]) => [...names].map((name) => [verb, name])).filter((fact) => !told.has(fact.join()));
  const report = () => new URLSearchParams([["visit", visitId], ["seconds", seconds()], ...unsaid()]);

  function count() {
    const now = performance.now();
    const inUse = visible && (now - usedAt < IDLE_AFTER || videos.some((video) => !video.paused && !video.ended));
    if (inUse) activeMs += Math.min(now - countedAt, 2000); // a sleeping machine wakes up with a long gap
    countedAt = now;
  }

  async function tell() {
    const body = report();
    const said = unsaid();
    const now = seconds();
    try {
      const answer = await post(visitUrl, body, token);
      sentSeconds = Math.max(sentSeconds, now);
      said.forEach((fact) => told.add(fact.join()));
      failedAt = 0;
      keepUnsent(visitId, null);
      if (answer.done) markDone();
    } catch {
      failedAt = performance.now();
    }
  }

  function tellWhileLeaving() {
    if (seconds() <= sentSeconds && !unsaid().length) return;
    const body = report();
    if (!navigator.onLine || failedAt) keepUnsent(visitId, [visitUrl, body.toString()]);
    body.set("csrfmiddlewaretoken", token);
    if (navigator.sendBeacon(visitUrl, body)) sentSeconds = seconds();
    else keepUnsent(visitId, [visitUrl, report().toString()]);
  }

  function markDone() {
    if (isDone) return;
    isDone = true;
    const finish = unit.querySelector(".finish");
    const status = finish.querySelector("[role=status]");
    const hadFocus = finish.contains(document.activeElement);
    finish.classList.add("done");
    finish.querySelectorAll("[data-before-done]").forEach((part) => part.remove());
    status.textContent = status.dataset.done;
    if (hadFocus) document.querySelector(".after .button").focus();
    const station = document.querySelector(".outline .here");
    station?.classList.add("done");
    station?.querySelector("small")?.append(` · ${status.dataset.label}`);
    const progress = document.querySelector(".strip progress");
    progress.value += 1;
    for (const text of document.querySelectorAll("[data-count]")) text.textContent = text.dataset.count.replace("#", progress.value);
  }

  function note(verb, address) {
    const name = decodeURIComponent(new URL(address, location.href).pathname.split("/").pop());
    if (facts[verb].has(name)) return;
    facts[verb].add(name);
    count();
    tell();
  }

  for (const use of ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"]) {
    addEventListener(use, () => { count(); usedAt = performance.now(); }, { passive: true, capture: true });
  }
  for (const video of videos) {
    const listen = () => { if (playedShare(video) >= PLAYED_SHARE) note("played", video.currentSrc); };
    video.addEventListener("timeupdate", listen);
    video.addEventListener("ended", listen);
  }
  for (const press of ["click", "auxclick"]) {
    unit.addEventListener(press, (event) => {
      const link = event.target.closest("a[download]");
      if (link) note("opened", link.href);
    });
  }
  document.addEventListener("visibilitychange", () => {
    count();
    visible = document.visibilityState === "visible";
    if (!visible) tellWhileLeaving();
  });
  addEventListener("pagehide", () => { count(); tellWhileLeaving(); });
  addEventListener("online", () => { if (failedAt) tell(); });
  setInterval(() => {
    count();
    if (!hasAskedForDone && seconds() >= readSeconds) {
      hasAskedForDone = true;
      tell();
    } else if (failedAt && performance.now() - failedAt > RETRY_AFTER) tell();
  }, 1000);
  sendUnsent(visitId, token);
}

async function post(url, body, token) {
  body.set("csrfmiddlewaretoken", token);
  const answer = await fetch(url, { method: "POST", body, keepalive: true });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function playedShare(video) {
  let played = 0;
  for (let i = 0; i < video.played.length; i++) played += video.played.end(i) - video.played.start(i);
  return played / video.duration;
}

/* What could not be sent while leaving waits in this tab and goes with the next unit. */
function unsent() {
  try {
    return JSON.parse(sessionStorage.getItem(UNSENT)) ?? {};
  } catch {
    return {};
  }
}

function keepUnsent(visit, report) {
  const reports = unsent();
  if (report) reports[visit] = report;
  else delete reports[visit];
  try {
    sessionStorage.setItem(UNSENT, JSON.stringify(reports));
  } catch { /* the browser keeps nothing: then this report is lost */ }
}

async function sendUnsent(currentVisit, token) {
  for (const [visit, [url, body]] of Object.entries(unsent())) {
    if (visit === currentVisit) continue;
    try {
      await post(url, new URLSearchParams(body), token);
      keepUnsent(visit, null);
    } catch { /* it keeps waiting */ }
  }
}
