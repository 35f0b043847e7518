/* Text that a person types, kept as it was typed: in any script, with any emoji. The twin of webapp/person/typed.py. */

const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029\p{Noncharacter_Code_Point}]/gu;
const UNSEEN = /^[\u{16fe4}\p{Z}\p{Cc}\p{Cf}\p{DI}\u2800\u{1d159}]*$/u;

/** Whether somebody who looks at `text` sees anything. */
export const isSeen = (text) => !UNSEEN.test(text);

/** A text of one line, as it is kept: what was pasted along with it and nobody sees is left out. */
export const line = (text) => text.replace(/[\t\n\v\f\r\u2028\u2029]+/g, " ").replace(CONTROL, "").normalize("NFC").trim();

/** A text of several lines, as it is kept. */
export const lines = (text) => text.replace(CONTROL, (one) => ("\n\r\t".includes(one) ? one : "")).normalize("NFC").trim();
