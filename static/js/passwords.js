// A button that shows the password, where the form names one (data-show, data-hide).
for (const form of document.querySelectorAll("form[data-show]")) {
  const inputs = form.querySelectorAll("input[type=password]");
  const last = inputs[inputs.length - 1];
  if (!last) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  const say = () => { button.textContent = last.type === "password" ? form.dataset.show : form.dataset.hide; };
  button.addEventListener("click", () => {
    const type = last.type === "password" ? "text" : "password";
    for (const input of inputs) input.type = type;
    say();
  });
  form.addEventListener("submit", () => { for (const input of inputs) input.type = "password"; });
  say();
  last.after(button);
}
