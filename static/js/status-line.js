/* Short messages to the person, in the one role="status" element of the page. */

let timer;

/** Say `text`, for eight seconds; `action` {name, run} lays a button beside it. */
export function say(text, action) {
  const line = document.getElementById("status");
  if (!line) return;
  clearTimeout(timer);
  line.replaceChildren(text);
  if (action) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: action.name });
    button.addEventListener("click", () => {
      line.replaceChildren();
      action.run();
    });
    line.append(button);
  }
  timer = setTimeout(() => line.replaceChildren(), 8_000);
}
