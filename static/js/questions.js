/* Questions of a unit: kept while they are answered, handed in without leaving the page, put in order by buttons.

   Each form works without this. Answers that could not be sent wait in this browser, under the address and the number of
   their attempt, and go as soon as there is a connection again. */
const KEEP_AFTER = 1200;
const PART = "text/html+part";

for (const activity of document.querySelectorAll(".activity")) take(activity);

function take(activity) {
  const form = activity.querySelector("form");
  activity.querySelectorAll("[data-without-script]").forEach((part) => part.remove());
  if (!form?.elements.csrfmiddlewaretoken) return;
  const said = form.querySelector("[data-says]");
  const waiting = `ai4t.answers ${form.action} ${form.elements.attempt.value}`;
  let timer = 0;

  form.querySelectorAll("[data-order]").forEach(giveMoves);
  fillIn(form, recall(waiting));
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, KEEP_AFTER); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); handIn(event.submitter); });
  addEventListener("online", () => { if (recall(waiting)) keep(); });
  document.addEventListener("visibilitychange", () => { if (timer && document.hidden) keep(); });
  if (recall(waiting)) keep();

  async function keep() {
    timer = 0;
    remember(waiting, form);
    try {
      const answer = await send(form.dataset.keep, form, "application/json");
      forget(waiting);
      said.textContent = answer.ok ? form.dataset.kept : (await answer.json()).error;
    } catch {
      said.textContent = form.dataset.waiting;
    }
  }

  async function handIn(button) {
    button.disabled = true;
    remember(waiting, form);
    try {
      const answer = await send(form.action, form, PART);
      if (!answer.headers.get("Content-Type")?.startsWith("text/html")) throw new Error(answer.statusText);
      if (answer.redirected) return form.submit(); // she was signed out: the page leads to signing in
      forget(waiting);
      show(await answer.text());
    } catch {
      said.textContent = form.dataset.waiting;
      button.disabled = false;
    }
  }

  function show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".activity");
    activity.replaceWith(fresh);
    take(fresh);
    (fresh.querySelector(".outcome") ?? fresh.querySelector("h2")).focus();
    if (fresh.hasAttribute("data-unit-done")) document.dispatchEvent(new CustomEvent("unit-done"));
  }
}

function send(url, form, accept) {
  return fetch(url, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: accept }, keepalive: true });
}

/* Buttons beside the numbers: a line moves up or down, and all lines are numbered as they stand. */
function giveMoves(list) {
  const { up, down } = list.dataset;
  const number = () => [...list.children].forEach((line, place) => { line.querySelector("select").value = place + 1; });
  const lines = [...list.children];
  const places = lines.map((line) => Number(line.querySelector("select").value) || 0);
  if (places.every(Boolean)) lines.sort((a, b) => a.querySelector("select").value - b.querySelector("select").value).forEach((line) => list.append(line));
  for (const line of list.children) {
    const moves = document.createElement("span");
    moves.className = "moves";
    for (const [label, sign, step] of [[up, "↑", -1], [down, "↓", 1]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
      button.setAttribute("aria-label", `${label}: ${line.querySelector("label").textContent}`);
      button.addEventListener("click", () => {
        const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
        if (other) step < 0 ? other.before(line) : other.after(line);
        number();
        button.focus();
        list.dispatchEvent(new Event("input", { bubbles: true }));
      });
      moves.append(button);
    }
    line.querySelector("select").hidden = true;
    line.append(moves);
  }
}

function fillIn(form, kept) {
  if (!kept) return;
  const answers = new URLSearchParams(kept);
  for (const input of form.querySelectorAll(".questions :is(input:not([type=hidden]), select, textarea)")) {
    const values = answers.getAll(input.name);
    if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
    else input.value = values[0] ?? "";
  }
}

function remember(name, form) {
  const answers = new URLSearchParams(new FormData(form));
  for (const own of ["csrfmiddlewaretoken", "visit"]) answers.delete(own);
  try { localStorage.setItem(name, answers); } catch { /* nothing is kept here: then only the server keeps it */ }
}

function recall(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

function forget(name) {
  try { localStorage.removeItem(name); } catch { /* it was never there */ }
}
