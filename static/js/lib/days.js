/*
 * Days as the person lived them. A practice session belongs to the day on which its own time says it began, so that a
 * journey moves nothing. A day is text, "2026-11-22"; a stamp is RFC 3339 with offset.
 */

import { fill, wholeMinutes } from "./messages.js";

const DAY_MS = 864e5;
const two = (number) => String(number).padStart(2, "0");
const lang = () => document.documentElement.lang;

/** The day of a Date on this phone's clock. */
export const dayOfDate = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
export const today = () => dayOfDate(new Date());

/** Noon of a day, for reckoning with days. */
export const dateOf = (day) => new Date(`${day}T12:00`);

/** The day `count` days after a day. */
export function shift(day, count) {
  const date = dateOf(day);
  date.setDate(date.getDate() + count);
  return dayOfDate(date);
}

/** A stamp's own day and time of day. One in UTC says nothing of the place: there the phone's clock is taken. */
export function localTime(stamp) {
  if (!stamp.endsWith("Z")) return { day: stamp.slice(0, 10), time: stamp.slice(11, 16) };
  const date = new Date(stamp);
  return { day: dayOfDate(date), time: `${two(date.getHours())}:${two(date.getMinutes())}` };
}

/** A day formatted in the language of the page. options: those of Intl.DateTimeFormat. */
export const format = (day, options) => new Intl.DateTimeFormat(lang(), options).format(dateOf(day));

/** "today", "yesterday" (in the words given), "Friday" within a week, else "Friday, November 20". */
export function dayName(day, words) {
  if (day === today()) return words.today;
  if (day === shift(today(), -1)) return words.yesterday;
  if (!words.whole && day > shift(today(), -7)) return format(day, { weekday: "long" });
  const year = day.slice(0, 4) === today().slice(0, 4) ? {} : { year: "numeric" };
  return format(day, { weekday: "long", month: "long", day: "numeric", ...year });
}

/** The day on which the week of a day begins, in the custom of the phone's language. */
function weekStart(day) {
  const custom = new Intl.Locale(navigator.language);
  const { firstDay = 7 } = custom.getWeekInfo?.() ?? custom.weekInfo ?? {};
  return shift(day, -((dateOf(day).getDay() - firstDay + 7) % 7));
}

/** The month of a day: {blanks, days}; blanks: the empty places before its first day, in a week as the phone begins it. */
export function monthOf(day) {
  const first = `${day.slice(0, 8)}01`;
  const length = new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0).getDate();
  const blanks = Math.round((Number(dateOf(first)) - Number(dateOf(weekStart(first)))) / DAY_MS);
  return { blanks, days: Array.from({ length }, (_, place) => shift(first, place)) };
}

/** The seven days that end with a day. */
export const weekOf = (day) => Array.from({ length: 7 }, (_, place) => shift(day, place - 6));

/** What was practiced on the last seven days: {practices, minutes}. */
export function lastSeven(sessions, now = today()) {
  const recent = sessions.filter(({ started_at: stamp }) => localTime(stamp).day > shift(now, -7));
  const minutes = recent.reduce((sum, one) => sum + wholeMinutes(one.seconds_pressed), 0);
  return { practices: recent.length, minutes };
}

/** "45 s", else whole minutes: seconds in the words of {seconds, minutes}. */
export const shortDuration = (words, n) => (n < 60 ? fill(words.seconds, { n }) : fill(words.minutes, { n: wholeMinutes(n) }));
