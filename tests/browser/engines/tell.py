"""What runs first in every page of an engine that tells its driver little: what goes wrong in it, as text."""

REFUSALS = """
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => tell(`refused by the policy: ${violatedDirective} ${blockedURI}`));"""
ERRORS = """
  const whole = (error, message) => `${error?.message ?? message ?? error} ${error?.stack ?? ""}`;
  addEventListener("error", ({ error, message, filename, lineno }) => tell(`script error: ${whole(error, message)} (${filename}:${lineno})`));
  addEventListener("unhandledrejection", ({ reason }) => tell(`unhandled rejection: ${whole(reason)}`));
  const named = (one) => one?.ctx?.request?.action ?? one?.request?.action ?? one;
  for (const level of ["error", "warn"]) {
    const say = console[level];
    console[level] = (...said) => { tell(`console ${level}: ${said.map(named).join(" ")} (on ${location.pathname}, after ${Math.round(performance.now())} ms)`); say.apply(console, said); };
  }"""


def script(how, *parts):
    """A script of the parts; `how` is an expression that carries `text` out of the page."""
    return f"(() => {{ const tell = (text) => {how}; {''.join(parts)} }})();"
