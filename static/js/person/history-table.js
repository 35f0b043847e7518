/* The history as a table for a spreadsheet, as /you.csv has it (webapp/person/export.py; tests/cases/table.json holds both to it). */
import { practiceName } from "./names.js";

const COLUMNS = (
  "id started_at finished_at kind key name seconds_pressed steps_done steps_total before after note"
).split(" ");

/** What a spreadsheet would take for a formula: it looks past blanks and what is not seen. As `defused` in webapp/person/export.py. */
const FORMULA = /^(?:[\p{Z}\p{C}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r])/u;

const cell = (value) => `"${String(value ?? "").replace(FORMULA, "'$&").replaceAll('"', '""')}"`;

/**
 * The text of the file, newest first.
 * @param {Object[]} sessions @param {{points?: Object, routines?: Object}} names see names.js
 */
export function historyTable(sessions, names) {
  const rows = sessions.map((one) => ({ ...one, name: practiceName(names, one) })).map((one) => COLUMNS.map((column) => one[column]));
  return `\ufeff${[COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
