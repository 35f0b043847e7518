/* Short messages to the person, in the one role="status" element of the page. */

const SECONDS = 8;
let timer;

/** Say that there is no network for what was wanted. */
export const sayUnreachable = () => say(document.getElementById("status").dataset.unreachable);

/**
 * Say `text` for eight seconds. `action` {name, run, stay?} lays a button beside it; with `stay` the message waits for
 * the button or the next message.
 */
export function say(text, action) {
  const line = document.getElementById("status");
  clearTimeout(timer);
  line.replaceChildren(text ?? "");
  if (action) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: action.name });
    button.addEventListener("click", () => {
      line.replaceChildren();
      action.run();
    });
    line.append(button);
  }
  if (!action?.stay) timer = setTimeout(() => line.replaceChildren(), SECONDS * 1000);
}
