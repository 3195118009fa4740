/* The page around a package: hears what the package says, and brings it to the server as a claim.

   <iframe data-speaks-as="null or an origin" data-say-url data-opening>. Only the frame's own window is heard, only from its origin,
   only in the shape {about: "package", state, raw, least, most, scaled, seconds, suspended, location}, and at most once in two
   seconds, the newest word first. A word that does not arrive is brought again, after twice the pause each time; one that the
   server has heard is not, if said twice. The server asks all of it again. */
const PAUSE = 2000, LONGEST_PAUSE = 60_000;
const MOST = 2000; // words of one visit
const STATES = ["incomplete", "completed", "passed", "failed"];
const NUMBERS = { raw: 1e6, least: 1e6, most: 1e6, scaled: 1, seconds: 1e6 };
const TEXTS = { suspended: 65536, location: 1000 };

const frame = document.querySelector("iframe[data-speaks-as]");
if (frame) surround(frame);

function surround(frame) {
  const { speaksAs, sayUrl, opening } = frame.dataset;
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  let waiting = null, latest = {}, heard = "", timer = 0, told = 0, pause = PAUSE, isTelling = false;

  addEventListener("message", ({ source, origin, data }) => {
    if (!frame.contentWindow || source !== frame.contentWindow || origin !== speaksAs) return;
    const word = read(data);
    if (!word || !sayUrl || told >= MOST) return;
    waiting = latest = word;
    if (!timer && !isTelling) timer = setTimeout(tell, told ? pause : 0);
  });
  // A package may have spoken before this page listened.
  frame.contentWindow.postMessage({ about: "package", ask: true }, "*");

  async function tell() {
    timer = 0;
    if (!waiting) return;
    const word = waiting;
    waiting = null;
    if (JSON.stringify(word) === heard) return;
    isTelling = true;
    told += 1;
    const hasArrived = await bring(sayUrl, new URLSearchParams({ ...word, opening, csrfmiddlewaretoken: token }));
    isTelling = false;
    pause = hasArrived ? PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
    if (hasArrived) heard = JSON.stringify(word);
    else waiting ??= word; // a newer word says all that this one does
    if (waiting && !timer && told < MOST) timer = setTimeout(tell, pause);
  }

  function tellWhileLeaving() {
    if (!waiting) return;
    navigator.sendBeacon(sayUrl, new URLSearchParams({ ...waiting, opening, csrfmiddlewaretoken: token }));
    waiting = null;
  }

  addEventListener("pagehide", tellWhileLeaving);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") tellWhileLeaving(); });
  closeAndOpen(frame, () => { frame.name = JSON.stringify({ ...JSON.parse(frame.name), ...typed(latest) }); });
}

/* Whether the server has the word: kept, or refused for good. */
async function bring(url, form) {
  try {
    const answer = await fetch(url, { method: "POST", body: form });
    if (answer.ok) show(await answer.json());
    return answer.status < 500 && answer.status !== 429;
  } catch { return false; }
}

/* The word as plain texts, or null where it has another shape. */
function read(data) {
  if (!data || typeof data !== "object" || data.about !== "package") return null;
  const word = {};
  for (const [name, value] of Object.entries(data)) {
    if (name === "about") continue;
    const isRight =
      (name === "state" && STATES.includes(value)) ||
      (name in NUMBERS && typeof value === "number" && value >= 0 && value <= NUMBERS[name]) ||
      (name in TEXTS && typeof value === "string" && value.length <= TEXTS[name]);
    if (!isRight) return null;
    word[name] = String(value);
  }
  return Object.keys(word).length ? word : null;
}

/* A word as the package said it: its numbers are numbers again. */
function typed(word) {
  return Object.fromEntries(Object.entries(word).map(([name, value]) => [name, name in NUMBERS ? Number(value) : value]));
}

function show({ state, score, done }) {
  const line = document.querySelector("[data-claim-state]");
  const text = [state, score].filter(Boolean).join(" · ");
  if (line && line.textContent !== text) line.textContent = text;
  const finish = document.querySelector(".finish");
  if (!done || finish.classList.contains("done")) return;
  const status = finish.querySelector("[role=status]");
  const hadFocus = finish.contains(document.activeElement);
  finish.classList.add("done");
  finish.querySelectorAll("[data-before-done]").forEach((part) => part.remove());
  status.textContent = status.dataset.done;
  if (hadFocus) document.querySelector(".after .button").focus();
}

/* A package that hangs or is too loud is taken away, and can be started again where it was. */
function closeAndOpen(frame, remember) {
  const button = document.querySelector("[data-close-activity]");
  const [close, open] = [button.textContent, button.dataset.open];
  const holder = frame.parentElement;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (frame.isConnected) {
      frame.remove();
      button.textContent = open;
    } else {
      remember();
      holder.append(frame);
      button.textContent = close;
    }
  });
}
