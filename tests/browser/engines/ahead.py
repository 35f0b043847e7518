"""A clock that a story can put forward, in every engine: both clocks of a page, the wall's and the monotonic one.

Timers are left alone: what the product waits for comes from deadlines, so it is noticed at the next look at the clock.
"""

SCRIPT = """(() => {
  const { now } = Performance.prototype;
  const RealDate = Date;
  let ahead = 0;
  try { ahead = Number(sessionStorage.getItem("ahead") ?? 0); } catch { /* storage is refused: it lasts as long as the page */ }
  performance.now = () => now.call(performance) + ahead;
  window.Date = class extends RealDate {
    constructor(...given) { if (given.length) super(...given); else super(RealDate.now() + ahead); }
    static now() { return RealDate.now() + ahead; }
  };
  window.putForward = (ms) => {
    ahead += ms;
    try { sessionStorage.setItem("ahead", ahead); } catch { /* the same */ }
  };
})()"""


def put_forward(driver, seconds):
    """Let seconds pass at once on the page that is open, and on those that follow in its window."""
    driver.evaluate("(ms) => putForward(ms)", seconds * 1000)
