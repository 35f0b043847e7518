/* The features that a style sheet uses. */
import { parse, walk } from "css-tree";
import { bcd, entry } from "./support.mjs";

/** Units by the entry of css.types.length that tells of them. */
const UNITS = {
  container_query_length_units: /^cq(w|h|i|b|min|max)$/,
  viewport_percentage_units_dynamic: /^[dsl]v(w|h|i|b|min|max)$/,
  viewport_percentage_units_large: /^lv/, viewport_percentage_units_small: /^sv/,
};

/** Name of a function or type -> the paths of all entries of css.types that carry it. */
const types = Object.create(null);
(function index(place, path) {
  for (const [name, inside] of Object.entries(place)) {
    if (name === "__compat" || typeof inside !== "object") continue;
    (types[name] ??= []).push([...path, name]);
    index(inside, [...path, name]);
  }
})(bcd.css.types, ["css", "types"]);

/**
 * {path, line} of everything of which the data knows. What stands in an @supports is asked for before it is used, and a
 * declaration beside another of the same property in its block, or with a prefix, has that one to fall back on.
 */
export function featuresOf(source, file) {
  const found = [];
  const use = (path, node) => entry(path)?.__compat && found.push({ path: path.join("."), line: node.loc.start.line });
  let asked = 0;
  const usePropertyOf = (node, block) => {
    const { property, value } = node;
    if (property.startsWith("--") || property.startsWith("-")) return useValues(value);
    const plain = (name) => name.replace(/^-(webkit|moz)-/, "");
    const others = block.children.filter((other) => other !== node && plain(other.property ?? "") === property);
    if (!others.isEmpty) return;
    use(["css", "properties", property], node);
    useValues(value, property);
  };
  const useValues = (value, property) => {
    walk(value, (node) => {
      if (node.type === "Function") for (const path of types[node.name] ?? []) use(path, node);
      if (property && ["Identifier", "Function"].includes(node.type)) use(["css", "properties", property, node.name], node);
      if (node.type === "Dimension") {
        use(["css", "types", "length", node.unit.toLowerCase()], node);
        for (const [name, units] of Object.entries(UNITS)) if (units.test(node.unit)) use(["css", "types", "length", name], node);
      }
    });
  };
  walk(parse(source, { positions: true, filename: file, parseCustomProperty: true }), {
    enter(node) {
      if (node.type === "Atrule" && node.name === "supports") asked += 1;
      if (asked) return;
      if (node.type === "Atrule") use(["css", "at-rules", node.name], node);
      if (node.type === "Feature") use(["css", "at-rules", this.atrule?.name ?? "media", node.name], node);
      if (node.type === "PseudoClassSelector" || node.type === "PseudoElementSelector") {
        if (!node.name.startsWith("-")) use(["css", "selectors", node.name], node);
      }
      if (node.type === "NestingSelector") use(["css", "selectors", "nesting"], node);
      if (node.type === "Declaration") usePropertyOf(node, this.block ?? { children: { filter: () => ({ isEmpty: true }) } });
    },
    leave(node) {
      if (node.type === "Atrule" && node.name === "supports") asked -= 1;
    },
  });
  return found;
}
