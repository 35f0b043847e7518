/*
 * The features that scripts use: what TypeScript's own declarations of the language and of the browser say of every name,
 * and the syntax.
 */
import ts from "typescript";
import { bcd, entry } from "./support.mjs";

const { SyntaxKind } = ts;
const OPERATORS = ["javascript", "operators"];
const CLASSES = ["javascript", "classes"];

/** The syntax that is younger than ES2015: a test of a node -> its entry. */
const SYNTAX = [
  [(node) => node.questionDotToken, [...OPERATORS, "optional_chaining"]],
  [(node) => node.kind === SyntaxKind.QuestionQuestionToken, [...OPERATORS, "nullish_coalescing"]],
  [(node) => node.kind === SyntaxKind.QuestionQuestionEqualsToken, [...OPERATORS, "nullish_coalescing_assignment"]],
  [(node) => node.kind === SyntaxKind.BarBarEqualsToken, [...OPERATORS, "logical_or_assignment"]],
  [(node) => node.kind === SyntaxKind.AmpersandAmpersandEqualsToken, [...OPERATORS, "logical_and_assignment"]],
  [(node) => node.kind === SyntaxKind.AsteriskAsteriskToken, [...OPERATORS, "exponentiation"]],
  [(node) => node.kind === SyntaxKind.ImportKeyword && node.parent.kind === SyntaxKind.CallExpression, [...OPERATORS, "import"]],
  [(node) => node.kind === SyntaxKind.MetaProperty, [...OPERATORS, "import_meta"]],
  [(node) => node.kind === SyntaxKind.ClassStaticBlockDeclaration, [...CLASSES, "static", "initialization_blocks"]],
  [(node) => node.kind === SyntaxKind.PropertyDeclaration && isPrivate(node), [...CLASSES, "private_class_fields"]],
  [(node) => node.kind === SyntaxKind.PropertyDeclaration && !isPrivate(node), [...CLASSES, "public_class_fields"]],
  [(node) => node.kind === SyntaxKind.MethodDeclaration && isPrivate(node), [...CLASSES, "private_class_methods"]],
  [(node) => node.kind === SyntaxKind.PrivateIdentifier && node.parent.kind === SyntaxKind.BinaryExpression, [...CLASSES, "private_class_fields_in"]],
  [(node) => node.kind === SyntaxKind.CatchClause && !node.variableDeclaration, ["javascript", "statements", "try_catch", "optional_catch_binding"]],
  [(node) => node.kind === SyntaxKind.ForOfStatement && node.awaitModifier, ["javascript", "statements", "for_await_of"]],
  [(node) => node.kind === SyntaxKind.AwaitExpression && !ts.findAncestor(node, ts.isFunctionLike), [...OPERATORS, "await", "top_level"]],
  [(node) => node.kind === SyntaxKind.NumericLiteral && /_/.test(node.getText()), ["javascript", "grammar", "numeric_separators"]],
  [(node) => node.kind === SyntaxKind.RegularExpressionLiteral && /\(\?<[=!]/.test(node.text), ["javascript", "regular_expressions", "lookbehind_assertion"]],
  [(node) => node.kind === SyntaxKind.RegularExpressionLiteral && /\(\?<\w/.test(node.text), ["javascript", "regular_expressions", "named_capturing_group"]],
  [(node) => node.kind === SyntaxKind.RegularExpressionLiteral && /\\p\{/i.test(node.text), ["javascript", "regular_expressions", "unicode_character_class_escape"]],
  [(node) => node.kind === SyntaxKind.RegularExpressionLiteral && /\/\w*v\w*$/.test(node.text), ["javascript", "builtins", "RegExp", "unicodeSets"]],
];
const isPrivate = ({ name }) => name?.kind === SyntaxKind.PrivateIdentifier;

for (const [, path] of SYNTAX) if (!entry(path)?.__compat) throw new Error(`the data has no entry ${path.join(".")}`);

/** Name of a member -> every entry of an interface or a built-in object that has one of that name. */
const members = Object.create(null);
for (const path of [["api"], ["javascript", "builtins"]]) {
  for (const [owner, inside] of Object.entries(entry(path))) {
    for (const name of Object.keys(inside)) {
      if (inside[name].__compat) (members[name.replace(/_static$/, "")] ??= []).push([...path, owner, name]);
    }
  }
}

/**
 * file -> [{path, line}]. Of a name of which nothing more is known: {any, line}, the paths that it may mean.
 * @param {string[]} files
 */
export function featuresOf(files) {
  const program = ts.createProgram(files, {
    allowJs: true, noEmit: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"], types: [],
  });
  const checker = program.getTypeChecker();
  const isOfTheLibrary = (declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile());
  const ours = new Set(files.flatMap((file) => [...namesOf(program.getSourceFile(file))]));
  return Object.fromEntries(files.map((file) => [file, usesIn(program.getSourceFile(file), checker, isOfTheLibrary, ours)]));
}

/** The names that the scripts themselves give to members, parameters and data attributes: they mean nothing of the browser's. */
function* namesOf(node) {
  const { name } = node;
  if (name && !ts.isPropertyAccessExpression(node) && (ts.isIdentifier(name) || ts.isStringLiteral(name))) yield name.text;
  if (ts.isShorthandPropertyAssignment(node)) yield node.name.text;
  if (ts.isPropertyAccessExpression(node) && node.expression.name?.text === "dataset") yield name.text;
  for (const child of node.getChildren()) yield* namesOf(child);
}

function usesIn(source, checker, isOfTheLibrary, ours) {
  const found = [];
  const lineOf = (node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const use = (path, node) => path && found.push({ path: path.join("."), line: lineOf(node) });

  function named(name, owner) {
    const symbol = checker.getSymbolAtLocation(name);
    const declarations = (symbol?.declarations ?? []).filter(isOfTheLibrary);
    if (declarations.length) return use(known(symbol.name, declarations, owner && checker.getTypeAtLocation(owner)), name);
    const isUnknown = owner && !symbol && checker.getTypeAtLocation(owner).flags & ts.TypeFlags.Any;
    if (isUnknown && members[name.text] && !ours.has(name.text)) found.push({ any: members[name.text].map((path) => path.join(".")), line: lineOf(name) });
  }

  (function visit(node) {
    for (const [is, path] of SYNTAX) if (is(node)) use(path, node);
    if (ts.isPropertyAccessExpression(node)) named(node.name, node.expression);
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name)) destructured(name, node.parent);
    } else if (ts.isIdentifier(node) && isReference(node)) named(node);
    ts.forEachChild(node, visit);
  })(source);

  function destructured(name, pattern) {
    const type = checker.getTypeAtLocation(pattern);
    const symbol = type.getProperty?.(name.text);
    const declarations = (symbol?.declarations ?? []).filter(isOfTheLibrary);
    if (declarations.length) use(known(name.text, declarations, type), name);
  }
  return found;
}

/** An identifier that stands for a value, and is not the name of a member or of something declared here. */
function isReference(node) {
  const { parent } = node;
  return !(ts.isPropertyAccessExpression(parent) && parent.name === node) && !(ts.isPropertyAssignment(parent) && parent.name === node) &&
    !(ts.isBindingElement(parent) && parent.propertyName === node) && parent.name !== node;
}

/** The path of a name that the declarations of TypeScript know; undefined when the data has nothing on it. */
function known(name, declarations, type) {
  const owners = new Set();
  let isStatic = false;
  for (const declaration of declarations) {
    const { parent } = declaration;
    if (ts.isInterfaceDeclaration(parent)) owners.add(parent.name.text);
    else if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent)) {
      isStatic = true;
      owners.add(parent.parent.name.text);
    }
  }
  for (const one of heirs(type)) owners.add(one);
  if (!owners.size) return [["api", name], ["javascript", "builtins", name], ["api", "Window", name]].find((path) => entry(path)?.__compat);
  const paths = [...owners].flatMap((owner) => {
    const plain = owner.replace(/Constructor$/, "");
    const static_ = isStatic || plain !== owner;
    return [...(static_ ? [["api", plain, `${name}_static`]] : []), ["api", plain, name], ["javascript", "builtins", plain, name]];
  });
  return [...paths, ["api", name]].find((path) => entry(path)?.__compat);
}

/** The names of a type and of everything that it is made of or comes from. */
function heirs(type, found = new Set()) {
  if (!type) return found;
  const name = type.symbol?.name;
  if (name && !name.startsWith("__")) found.add(name);
  for (const part of type.types ?? []) heirs(part, found);
  for (const base of type.getBaseTypes?.() ?? []) heirs(base, found);
  return found;
}
