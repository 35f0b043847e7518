"""The plate on screens of every size: a name, its tick and the middle of its shape lead to one region, and the name is read."""

import pytest

SCREENS = [
    (320, 568), (360, 780), (375, 667), (390, 844), (402, 874), (412, 915),
    (430, 932), (440, 956), (768, 1024), (820, 1180), (1180, 820), (844, 390), (932, 430), (667, 375), (568, 320),
]  # fmt: skip

# What is wrong on the plate, in words. A name may be touched in its middle and near its ends.
FAULTS = """() => {
  const faults = [];
  const at = (x, y) => document.elementFromPoint(x, y)?.closest(".plate a")?.getAttribute("href").replace("/regions/", "");
  const spot = ({x, y, width, height}, across = 0.5) => [x + width * across, y + height / 2];
  const links = [...document.querySelectorAll(".plate a[data-region]")];
  for (const link of links) {
    const {region} = link.dataset;
    const again = (part) => [...document.querySelectorAll(`.plate [data-name="${region}"] ${part}`)].find((one) => one.checkVisibility());
    const touch = (part, place) => at(...place) === region || faults.push(`${region}: its ${part} opens ${at(...place)}`);
    link.scrollIntoView({block: "center"});
    touch("shape", spot(link.getBoundingClientRect()));
    const tick = again(".tick").getBoundingClientRect();
    touch("tick", spot(tick));
    const name = again(".name");
    name.scrollIntoView({block: "center"});
    const size = parseFloat(getComputedStyle(name).fontSize);
    const box = name.getBoundingClientRect();
    if (size < 12) faults.push(`${region}: written in ${size} px`);
    if (box.left < 0 || box.right > innerWidth) faults.push(`${region}: cut`);
    for (const across of [0.05, 0.5, 0.95]) touch("name", spot(name.querySelector("tspan")?.getBoundingClientRect() ?? box, across));
    const beside = again(".tick").getBoundingClientRect();
    const line = name.querySelector("tspan")?.getBoundingClientRect() ?? box;
    if (line.top > beside.bottom || line.bottom < beside.top) faults.push(`${region}: its name is not beside its tick`);
  }
  return links.length > 14 ? faults : ["no plate"];
}"""


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_name_tick_and_shape_of_every_region_open_it(new_phone, size):
    page = new_phone(viewport={"width": size[0], "height": size[1]}, service_workers="block")
    for side in ("front", "back"):
        page.goto(f"/?side={side}")
        assert page.evaluate(FAULTS) == [], side


def test_a_region_that_is_pointed_at_or_focused_shows_its_name(new_phone):
    page = new_phone(viewport={"width": 1280, "height": 800}, is_mobile=False, has_touch=False)
    page.goto("/")
    page.wait_for_function("() => customElements.get('body-plate')")
    page.hover("a[data-region='knee']")
    marked = "mark => [...new Set([...document.querySelectorAll(`[${mark}]`)].map(link => link.getAttribute('href')))]"
    assert page.evaluate(marked, "data-near") == ["/regions/knee"]
    page.mouse.move(1000, 700)
    assert page.evaluate(marked, "data-near") == []
    page.locator("a[data-region='hip']").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(marked, "data-focused") == ["/regions/hip"]
