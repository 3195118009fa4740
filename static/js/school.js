/* Finding a school while typing. Without this the text is sent by the button and the page answers with a list to choose from.

   <div class="combo" data-url="/en/schools/" data-found="Schools found: #" data-none="No school found">
     <input type="text" ...> <input type="hidden" ...> <button data-without-script>Search</button>
   </div>
   data-url?q=... answers {"schools": [{"id": 7, "name": "...", "place": "..."}]}. The hidden input holds the id that was chosen. */
const WAIT = 200;

document.querySelectorAll(".combo[data-url]").forEach((combo, number) => {
  const text = combo.querySelector("input:not([type=hidden])");
  const chosen = combo.querySelector("input[type=hidden]");
  const list = Object.assign(document.createElement("ul"), { id: `schools-${number}`, role: "listbox", hidden: true });
  const status = Object.assign(document.createElement("p"), { className: "unseen", role: "status" });
  let timer, request, active = -1;

  list.setAttribute("aria-label", combo.querySelector("label")?.textContent ?? text.labels[0]?.textContent ?? "");
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) text.setAttribute(name, value);
  combo.querySelectorAll("[data-without-script]").forEach((part) => { part.hidden = true; });
  combo.append(list, status);

  function show(isOpen) {
    list.hidden = !isOpen;
    text.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) point(-1);
  }

  function point(index) {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = list.children[index];
    if (option) text.setAttribute("aria-activedescendant", option.id);
    else text.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    text.value = option.dataset.name;
    chosen.value = option.dataset.id;
    show(false);
    text.focus();
  }

  async function search() {
    request?.abort();
    request = new AbortController();
    try {
      const address = new URL(combo.dataset.url, location.href);
      address.searchParams.set("q", text.value);
      const answer = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } });
      const { schools } = await answer.json();
      list.replaceChildren(...schools.map((school, i) => {
        const option = Object.assign(document.createElement("li"), { id: `${list.id}-${i}`, role: "option", textContent: school.name });
        Object.assign(option.dataset, { id: school.id, name: school.name });
        option.append(Object.assign(document.createElement("small"), { textContent: school.place }));
        return option;
      }));
      status.textContent = schools.length ? combo.dataset.found.replace("#", schools.length) : combo.dataset.none;
      show(schools.length > 0);
      point(-1);
    } catch (failure) {
      if (failure.name !== "AbortError") show(false);
    }
  }

  text.addEventListener("input", () => {
    chosen.value = "";
    clearTimeout(timer);
    if (text.value.trim().length < 2) show(false);
    else timer = setTimeout(search, WAIT);
  });
  text.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") point(active >= last ? 0 : active + 1);
    else if (event.key === "ArrowUp") point(active <= 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else if (event.key === "Escape") show(false);
    else return;
    event.preventDefault();
  });
  text.addEventListener("blur", () => show(false));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the text keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
});
