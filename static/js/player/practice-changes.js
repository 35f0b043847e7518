/** What changes from outside while a practice is up: a setting, an answer, another tab that takes it over. */

import { stepsOf } from "./plan.js";
import { stateOf } from "./practice-record.js";
import { PracticeProgress } from "./practice-progress.js";
import { showToast } from "../lib/toast.js";

/** Another setting: at once where nothing was pressed yet; how long and which side otherwise from the next time on. */
export function applySetting(player, name) {
  const { guide, stage, beginning, parts, keeper } = player;
  guide.change(name);
  stage.takeSettings();
  if (!player.running) return player.offer();
  if (player.state.index === 0 && player.state.spent.slice(1).every((ms) => !ms)) {
    player.open.plan = beginning.planOf();
    player.progress = new PracticeProgress(parts.progress, player.open.plan);
    player.save();
    player.state = stateOf(player.open, keeper.now());
    player.turn();
  }
  player.layCues();
  player.tick();
}

/** Stop at once when what was told meanwhile, be it in another tab, rules out a point that is on or still to come. */
export function applyAnswers(player) {
  const left = new Set(stepsOf(player.parts.plan).map(({ point }) => point));
  if (player.open.plan.slice(player.state.index).every(({ point }) => left.has(point))) return;
  player.end();
  showToast(player.words.ruledOut);
}

/** Another tab holds the practice now: leave everything to it, and say so. */
export function stepAside(player) {
  if (!player.busy) return;
  const { title } = player.open;
  if (player.running) {
    player.guide.stop();
    player.leaveStage();
  }
  player.parts.leaveSheet.close();
  player.parts.notice.hidden = true;
  player.ending.hide();
  player.open = player.state = null;
  player.beginning.elsewhere = title;
  player.offer(true);
}
