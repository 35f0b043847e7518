/* Places in a text that the server packed, <!--name-->, and what stands there in the end. */

/** A text with something in each of its places: {rows: "<li>…"}; nothing where none is given. */
export const filled = (text, values) => text.replace(/<!--([\w/-]+)-->/g, (_, name) => values[name] ?? "");
