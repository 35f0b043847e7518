"""What a story can name on a page, as a person would: a button, a link or a heading by its name, or anything by CSS."""

from dataclasses import asdict, dataclass

FIND = """(what) => {
  const squeezed = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const nameOf = (one) => squeezed(one.getAttribute("aria-label") ?? one.innerText ?? one.textContent);
  const isSeen = (one) => {
    const { width, height } = one.getBoundingClientRect();
    return width > 0 && height > 0 && one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  let found = [...document.querySelectorAll(what.css)].filter(isSeen);
  if (what.name !== null) {
    found = found.filter((one) => !one.closest("[aria-hidden=true]"));
    found = found.filter((one) => (what.part ? nameOf(one).includes(what.name) : nameOf(one) === what.name));
  }
  return found;
}"""
"""A function of the page: what is named -> the elements of it that can be seen, in their order."""


@dataclass(frozen=True)
class Seen:
    """css: which elements; name: what they are called, None for anything; part: whether a part of the name is enough."""

    css: str
    name: str | None = None
    part: bool = False

    def __str__(self):
        return self.css if self.name is None else f"{self.css} named “{self.name}”"


def button(name, part=False):
    return Seen("button, [role=button], summary", name, part)


def link(name, part=False, within=""):
    return Seen(f"{within} a[href]", name, part)


def heading(name, part=False):
    return Seen("h1, h2, h3", name, part)


def anything(what):
    """`what` as the page's function takes it; a text is CSS."""
    return asdict(what if isinstance(what, Seen) else Seen(what))
