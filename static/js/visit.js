/* One visit to one unit: how long it was in view and in use, which of its videos were played, which files were taken.

   <article data-visit-url data-visit-id data-read-seconds> (0: reading does not make it done). A report is a form: `visit`,
   `seconds`, `played` and `opened` (names of files, as many as there are) and the token. `seconds` is always the total of the
   visit, and names are told until an answer came, so a report may get lost or arrive twice without harm. The answer is
   {"done": true} once the unit is done. */
const IDLE_AFTER = 60_000;
const RETRY_AFTER = 30_000;
const ASK_AGAIN_AFTER = 15; // seconds of use
const PLAYED_SHARE = 0.9;
const UNSENT = "ai4t.unsent";

const unit = document.querySelector("[data-visit-url]");
if (unit) follow(unit);

function follow(unit) {
  const { visitUrl, visitId } = unit.dataset;
  const readSeconds = Number(unit.dataset.readSeconds);
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const videos = [...unit.querySelectorAll("video, audio")];
  const unsaid = new Map(); // "played name" -> [what was done, the file's name]
  const noticed = new Set();
  let activeMs = 0, countedAt = performance.now(), usedAt = countedAt, visible = document.visibilityState === "visible";
  let sentSeconds = 0, failedAt = 0, isTelling = false;
  let isDone = unit.querySelector(".finish.done") !== null, askAt = readSeconds || Infinity;

  const seconds = () => Math.floor(activeMs / 1000);

  function report() {
    const form = new URLSearchParams({ visit: visitId, seconds: seconds() });
    for (const [act, name] of unsaid.values()) form.append(act, name);
    return form;
  }

  function count() {
    const now = performance.now();
    const inUse = visible && (now - usedAt < IDLE_AFTER || videos.some((video) => !video.paused && !video.ended));
    if (inUse) activeMs += Math.min(now - countedAt, 2000); // a sleeping machine wakes up with a long gap
    countedAt = now;
  }

  async function tell() {
    if (isTelling) return; // what is new by then is told next
    isTelling = true;
    const form = report();
    const said = [...unsaid.keys()];
    if (readSeconds) askAt = seconds() + ASK_AGAIN_AFTER;
    try {
      const { done } = await post(visitUrl, form, token);
      sentSeconds = Math.max(sentSeconds, Number(form.get("seconds")));
      said.forEach((fact) => unsaid.delete(fact));
      failedAt = 0;
      keepUnsent(visitId, null);
      if (done) markDone();
    } catch {
      failedAt = performance.now();
    }
    isTelling = false;
    if (unsaid.size && !failedAt) tell();
  }

  function tellWhileLeaving() {
    if (seconds() <= sentSeconds && !unsaid.size) return;
    const form = report();
    const isDoubtful = failedAt || !navigator.onLine;
    const kept = [visitUrl, form.toString()];
    form.set("csrfmiddlewaretoken", token);
    const isQueued = navigator.sendBeacon(visitUrl, form);
    if (isDoubtful || !isQueued) keepUnsent(visitId, kept);
    else sentSeconds = seconds();
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
    if (!progress) return; // a page beside the unit's own
    progress.value += 1;
    for (const text of document.querySelectorAll("[data-count]")) text.textContent = text.dataset.count.replace("#", progress.value);
  }

  function note(act, address) {
    const name = decodeURIComponent(new URL(address, location.href).pathname.split("/").pop());
    const fact = `${act} ${name}`;
    if (noticed.has(fact)) return;
    noticed.add(fact);
    unsaid.set(fact, [act, name]);
    count();
    tell();
  }

  for (const use of ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"]) {
    addEventListener(use, () => { count(); usedAt = performance.now(); }, { passive: true, capture: true });
  }
  for (const video of videos) {
    video.addEventListener("timeupdate", () => {
      if (playedShare(video) >= PLAYED_SHARE) note("played", video.currentSrc || video.src);
    });
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
  document.addEventListener("unit-done", markDone); // the questions of the unit are answered
  setInterval(() => {
    count();
    const isDue = !isDone && !failedAt && seconds() >= askAt;
    if (isDue || (failedAt && performance.now() - failedAt > RETRY_AFTER)) tell();
  }, 1000);
  sendUnsent(visitId, token);
}

async function post(url, body, token) {
  body.set("csrfmiddlewaretoken", token);
  const answer = await fetch(url, { method: "POST", body, keepalive: true });
  if (answer.status === 400 || answer.status === 404) return { done: false }; // it would be refused again
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
