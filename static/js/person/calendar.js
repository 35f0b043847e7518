/* The calendar of the history: a month of days with a dot for each practice, or a week with its minutes as lengths. */
import { dateOf, format, monthOf, shift, today, weekOf } from "../lib/days.js";
import { max_dots as MAX_DOTS } from "../lib/limits.js";
import { fill, wholeMinutes } from "../lib/messages.js";

const PX_PER_MINUTE = 3;
const MAX_BAR_PX = 96;

/** An element with class and text or children. */
function make(tag, className, ...inside) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...inside);
  return element;
}

/** The day's cell: a link to its practices when there are any. */
function cell(page, day, sessions = [], drawing) {
  const number = make("span", "calendar__day num", String(dateOf(day).getDate()));
  const inside = make(sessions.length ? "a" : "span", "calendar__cell", number, drawing);
  if (sessions.length) {
    const { practicesOne, practicesMany } = page.dataset;
    const count = fill(sessions.length === 1 ? practicesOne : practicesMany, { count: sessions.length });
    inside.href = `#day-${day}`;
    inside.setAttribute("aria-label", `${format(day, { month: "long", day: "numeric" })}, ${count}`);
  }
  const item = make("li", day === today() ? "today" : "", inside);
  if (day === today()) inside.setAttribute("aria-current", "date");
  return item;
}

function drawPoints(sessions = []) {
  return make("span", "calendar__dots", ...sessions.slice(0, MAX_DOTS).map(() => make("i", "")));
}

/** Each practice as long as it took, one on the other. */
function drawBars(sessions = []) {
  const bars = sessions.map(({ seconds_pressed: pressed }) => {
    const bar = make("i", "");
    bar.style.height = `${Math.min(wholeMinutes(pressed) * PX_PER_MINUTE, MAX_BAR_PX)}px`;
    return bar;
  });
  return make("span", "calendar__lengths", ...bars);
}

function draw(page, title, days, byDay, drawing, blanks = 0) {
  page.slotOf("title").textContent = title;
  for (const control of page.querySelectorAll("[data-range]")) {
    if (control.dataset.range === page.range) control.setAttribute("aria-current", "true");
    else control.removeAttribute("aria-current");
  }
  const first = shift(days[0], -blanks);
  const heads = Array.from({ length: 7 }, (_, place) => {
    const head = make("li", "calendar__head meta", format(shift(first, place), { weekday: "narrow" }));
    head.setAttribute("aria-hidden", "true");
    return head;
  });
  const cells = days.map((day) => cell(page, day, byDay.get(day), drawing(byDay.get(day))));
  const empty = Array.from({ length: blanks }, () => make("li", ""));
  page.slotOf("calendar").replaceChildren(...heads, ...empty, ...cells);
  page.slotOf("calendar").classList.toggle("calendar--week", page.range === "week");
}

/** The ways to the time before, when there is something in it, and back towards today. */
function drawSteps(page, byDay, before, after, first) {
  const oldest = [...byDay.keys()].at(-1) ?? today();
  for (const [name, day, words, there] of [["earlier", ...before, oldest < first], ["later", ...after, page.day < today() && after[0] <= today()]]) {
    const way = page.slotOf(name);
    way.hidden = !there;
    way.dataset.show = day;
    way.querySelector("span").textContent = words;
  }
}

/** The month of `page.day`. */
export function drawMonth(page, byDay) {
  const { day } = page;
  const { blanks, days } = monthOf(day);
  const [first] = days;
  const year = day.slice(0, 4) === today().slice(0, 4) ? {} : { year: "numeric" };
  draw(page, format(day, { month: "long", ...year }), days, byDay, drawPoints, blanks);
  const [earlier, later] = [shift(first, -1), shift(days.at(-1), 1)];
  const name = (other) => format(other, { month: "long" });
  drawSteps(page, byDay, [earlier, name(earlier)], [later, name(later)], first);
}

/** The seven days that end with `page.day`. */
export function drawDays(page, byDay) {
  const days = weekOf(page.day);
  const [first] = days;
  const range = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", day: "numeric" });
  draw(page, range.formatRange(dateOf(first), dateOf(page.day)), days, byDay, drawBars);
  const { weekBefore, weekAfter } = page.dataset;
  const later = shift(page.day, 7);
  drawSteps(page, byDay, [shift(first, -1), weekBefore], [later < today() ? later : today(), weekAfter], first);
}
