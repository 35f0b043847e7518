/** The sheet that asks before a running practice is left; it is paused meanwhile. */

export class Leaving {
  player;
  sheet;

  /** @param {HTMLElement} player @param {Object<string, any>} parts leaveSheet, stay, finish @param {AbortSignal} signal */
  constructor(player, { leaveSheet, stay, finish }, signal) {
    Object.assign(this, { player, sheet: leaveSheet });
    for (const button of [stay, finish]) button.addEventListener("click", () => leaveSheet.close(), { signal });
    leaveSheet.addEventListener("close", () => this.#stay(), { signal });
  }

  confirm() {
    const { player, sheet } = this;
    if (!player.running || sheet.open) return;
    this.wasRunning = player.state.status === "running";
    if (this.wasRunning) player.do("pause");
    sheet.showModal();
  }

  #stay() {
    const { player } = this;
    if (!player.running) return;
    player.guard.raise();
    if (this.wasRunning) player.do("resume");
    this.wasRunning = false;
  }
}
