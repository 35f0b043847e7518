/** Every control and key of the player, each bound to one act. */

import * as keys from "./media-keys.js";

/**
 * @param {any} player @param {Object<string, any>} parts
 * @param {Object<string, () => void>} acts each named by what it does
 * @param {AbortSignal} signal ends it
 */
export function bind(player, parts, { start, takeOver, end, goBack, toggle }, signal) {
  const on = (part, act) => parts[part].addEventListener("click", act, { signal });
  const can = {
    toggle, next: () => player.do("skip"), back: () => player.do("back"), add: () => player.do("add10"), end: () => player.leaving.confirm(),
    play: () => {
      // The sheet that asks before leaving says that it is paused.
      player.leaving.wasRunning = false;
      parts.leaveSheet.close();
      if (player.state.status === "paused") player.do("resume");
    },
    pause: () => player.state.status === "running" && player.do("pause"),
  };
  on("start", start);
  on("takeOver", takeOver);
  on("ready", () => player.do("ready"));
  on("pause", toggle);
  for (const part of ["skip", "skipPoint"]) on(part, can.next);
  for (const part of ["back", "add"]) on(part, can[part]);
  for (const part of ["end", "finish"]) on(part, end);
  on("goOn", () => (parts.notice.hidden = true));
  on("goBack", goBack);
  on("openGuide", () => parts.guideSheet.showModal());
  on("guideClose", () => parts.guideSheet.close());
  on("askAgain", () => {
    parts.guideSheet.close();
    player.ask.again();
  });

  // The whole lower half and the disc are the pause button while a step runs.
  on("stage", ({ target, clientY }) => {
    if (!player.running || player.state.remaining === null || target.closest("button, figure")) return;
    if (clientY > innerHeight / 2 || target.closest("[data-part=ring]")) toggle();
  });
  keys.listen(player, Object.fromEntries(Object.entries(can).map(([name, act]) => [name, () => player.running && act()])), signal);
}
