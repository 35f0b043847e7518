/* The page as it is without scripts, for a visit on which one of them does not come. */
import { showToast, words } from "../lib/toast.js";

/** Leave the plain page, whose forms and links work by themselves, and say so once. */
export function leavePlain() {
  const root = document.documentElement;
  if (root.dataset.state === "failed") return;
  delete root.dataset.live;
  delete root.dataset.scripts;
  root.dataset.state = "failed";
  const { failed, again } = words();
  showToast(failed, { name: again, run: () => location.reload(), stay: true });
}
