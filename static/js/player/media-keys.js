/** The keys of the lock screen, the headphones and the keyboard. */

/**
 * @param {Element} element where keys count; keys pressed in a field or on a button keep their meaning
 * @param {Object<string, () => void>} acts toggle, play, pause, next, back, add, end
 */
export function listen(element, acts, signal) {
  const keys = {
    " ": acts.toggle, k: acts.toggle, ArrowRight: acts.next, ArrowLeft: acts.back, "+": acts.add, Escape: acts.end,
  };
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    const pressing = event.key === " " && event.target.closest?.("button, a, summary");
    if (busy || pressing || event.ctrlKey || event.metaKey || event.altKey || !element.isConnected) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    if (!event.repeat) keys[event.key]();
  }, { signal });

  const session = navigator.mediaSession;
  if (!session) return;
  const handlers = {
    play: acts.play, pause: acts.pause, nexttrack: acts.next, previoustrack: acts.back, stop: acts.end,
  };
  for (const [name, act] of /** @type {[MediaSessionAction, () => void][]} */ (Object.entries(handlers))) {
    try {
      session.setActionHandler(name, act);
      signal.addEventListener("abort", () => session.setActionHandler(name, null));
    } catch {
      // A browser that does not know this key.
    }
  }
  signal.addEventListener("abort", hide);
}

/** Nothing is on any more. */
export function hide() {
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = null;
  session.playbackState = "none";
}

/** Tell the lock screen what is on. @param {{title: string, album: string, playing: boolean}} shown */
export function show({ title, album, playing }) {
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = new MediaMetadata({ title, album });
  session.playbackState = playing ? "playing" : "paused";
}
