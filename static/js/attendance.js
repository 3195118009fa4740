/* The tick list of a session: each tick is saved at once, alone, and says so in its row.

   Every row is a form that works without this. A tick that could not be sent waits in this tab, one per person, until there
   is a connection; the server keeps what a colleague has said meanwhile. */
const RETRY_AFTER = 4000;

const list = document.querySelector(".attendance");
const announces = list.querySelector("[data-announces]");
const waiting = new Map(); // form -> what was pressed, and seen
let timer = 0, isSending = false;

for (const form of list.querySelectorAll("form[data-tick]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    waiting.set(form, { presence: event.submitter.value, seen: waiting.get(form)?.seen ?? form.elements.seen.value });
    say(form, list.dataset.saving);
    send();
  });
}
addEventListener("online", send);
addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });

async function send() {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  for (const [form, tick] of [...waiting]) {
    try {
      const answer = await post(form, tick);
      if (waiting.get(form) !== tick) continue; // pressed again: that goes next
      if (answer.said) show(form, answer.said);
      else say(form, answer.fault, true);
      waiting.delete(form);
    } catch {
      for (const late of waiting.keys()) say(late, list.dataset.waiting, true);
      break;
    }
  }
  isSending = false;
  if (waiting.size) timer = setTimeout(send, RETRY_AFTER);
}

async function post(form, tick) {
  const body = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(tick)) body.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.redirected) return { fault: list.dataset.signedOut };
  if (answer.status >= 500) throw new Error(answer.statusText);
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return { fault: list.dataset.failed };
  return { said: await answer.json() };
}

function show(form, { seen, words, ticked, holds, fault, summary }) {
  form.elements.seen.value = seen;
  for (const button of form.querySelectorAll("[aria-pressed]")) {
    button.ariaPressed = button.value === ticked;
    button.lastChild.textContent = holds[button.value];
  }
  const back = form.querySelector(".back");
  if (!seen && document.activeElement === back) form.querySelector("[aria-pressed]").focus();
  back.hidden = !seen;
  form.querySelector("[data-words]").replaceChildren(...words.map((word) => Object.assign(document.createElement("li"), { textContent: word })));
  list.querySelector("#summary").textContent = summary;
  say(form, fault || list.dataset.saved, Boolean(fault));
}

function say(form, sentence, isFault = false) {
  const said = form.querySelector("[data-said]");
  if (said.textContent === sentence) return;
  said.textContent = sentence;
  form.parentElement.classList.toggle("wrong", isFault);
  if (sentence !== list.dataset.saving) announces.textContent = `${form.dataset.name}: ${sentence}`;
}
