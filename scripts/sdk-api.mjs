/**
 * What the AssemblyScript SDK offers, read from its sources: every export with its documentation, its members, and the ABI
 * functions that stand behind it. AssemblyScript is close enough to TypeScript for the latter's parser.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

/** What filters import, in the order in which it is shown; the other files beside them are entry points. */
const entries = ["index", "config", "json", "pattern", "crypto", "uri"];
const abiFile = "assembly/abi";

/**
 * @typedef {object} Documented
 * @property {string} name `Bytes`, or of a member `Bytes.of`
 * @property {string} signature one line
 * @property {string} doc its comment, without stars; empty if there is none
 * @property {readonly string[]} abi functions of the ABI that it calls, or that call it
 *
 * @typedef {Documented & { kind: string, members: readonly Documented[] }} Exported
 */

/**
 * @param {string} sdk the folder of the SDK
 * @returns {readonly { module: string, doc: string, exports: readonly Exported[] }[]}
 */
export function sdkApi(sdk) {
  const sources = parsedSources(sdk);
  const calls = callGraph(sources);
  const calledBy = callbacksByMethod(sources, calls);
  return entries.map((entry) => {
    const source = sources.get(entry);
    return {
      module: entry === "index" ? "@waymark/proxy-wasm" : `@waymark/proxy-wasm/${entry}`,
      doc: commentOf(source.statements[0]),
      exports: reExports(source, entry).map(({ name, from }) =>
        described({ name, from, sources, abiOf: (symbol) => abiBehind(symbol, calls, calledBy) }),
      ),
    };
  });
}

function parsedSources(sdk) {
  const files = readdirSync(sdk, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /^(assembly\/.*|[^/]+)\.ts$/.test(file) && !file.endsWith(".d.ts"));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(sdk, file), "utf8");
      return [file.slice(0, -".ts".length), ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)];
    }),
  );
}

function resolved(from, specifier) {
  return posix.join(posix.dirname(from), specifier);
}

function reExports(source, entry) {
  return source.statements.filter(ts.isExportDeclaration).flatMap((statement) =>
    statement.exportClause === undefined
      ? []
      : statement.exportClause.elements.map(({ name }) => ({
          name: name.text,
          from: resolved(entry, statement.moduleSpecifier.text),
        })),
  );
}

/** @returns {Exported} */
function described({ name, from, sources, abiOf }) {
  const statement = sources.get(from)?.statements.find((it) => declaredNames(it).includes(name));
  if (statement === undefined) throw new Error(`${from} does not declare ${name}`);
  const own = { name, signature: signatureOf(statement), doc: commentOf(statement), abi: abiOf(`${from}#${name}`) };
  if (ts.isEnumDeclaration(statement)) return { ...own, kind: "enum", members: statement.members.map(enumMember) };
  if (!ts.isClassDeclaration(statement)) {
    return { ...own, kind: ts.isFunctionDeclaration(statement) ? "function" : "constant", members: [] };
  }
  const members = statement.members.filter(isPublicMember).map((member) => ({
    name: `${name}.${member.name.text}`,
    signature: signatureOf(member),
    doc: commentOf(member),
    abi: abiOf(`${from}#${name}.${member.name.text}`),
  }));
  return { ...own, abi: [], kind: "class", members };
}

function enumMember(member) {
  return { name: member.name.text, signature: oneLine(member.getText()), doc: commentOf(member), abi: [] };
}

function isPublicMember(member) {
  const hidden = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false;
  return !hidden && member.name !== undefined && !ts.isConstructorDeclaration(member);
}

function declaredNames(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.text);
  return statement.name === undefined ? [] : [statement.name.text];
}

/** The comment that begins with two stars right before a declaration. */
function commentOf(node) {
  const text = node.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  const last = ranges.map(({ pos, end }) => text.slice(pos, end)).findLast((comment) => comment.startsWith("/**"));
  if (last === undefined) return "";
  const lines = last.slice("/**".length, -"*/".length).split("\n");
  return lines
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}

/** The declaration without its body. */
function signatureOf(node) {
  const text = node.getSourceFile().text;
  const end = ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) ? node.name.end : (node.body?.pos ?? node.end);
  const declared = text.slice(node.getStart(), end).replace(/^(\/\/.*\n|@\w+\s*)+/, "");
  return oneLine(declared)
    .replace(/^export /, "")
    .replace(/;$/, "");
}

function oneLine(text) {
  return text.replace(/\s+/g, " ").replace(/\( /g, "(").replace(/,? \)/g, ")").trim();
}

/** What each function and method calls: `assembly/log#log` calls `assembly/abi#proxy_log`. */
function callGraph(sources) {
  const calls = new Map();
  for (const [file, source] of sources) {
    const known = namesIn(source, file);
    for (const statement of source.statements) {
      if (ts.isFunctionDeclaration(statement))
        calls.set(`${file}#${statement.name.text}`, calledIn(statement, known, file));
      if (!ts.isClassDeclaration(statement)) continue;
      const owner = `${file}#${statement.name.text}`;
      for (const member of statement.members) {
        if (member.name !== undefined) calls.set(`${owner}.${member.name.text}`, calledIn(member, known, owner));
      }
    }
  }
  return calls;
}

/** Which symbol a name stands for in a file. */
function namesIn(source, file) {
  const known = new Map();
  for (const statement of source.statements) {
    for (const name of declaredNames(statement)) known.set(name, `${file}#${name}`);
    if (!ts.isImportDeclaration(statement) || !ts.isNamedImports(statement.importClause?.namedBindings ?? statement))
      continue;
    const from = resolved(file, statement.moduleSpecifier.text);
    for (const { name, propertyName } of statement.importClause.namedBindings.elements) {
      known.set(name.text, `${from}#${(propertyName ?? name).text}`);
    }
  }
  return known;
}

function calledIn(node, known, owner) {
  const symbols = new Set();
  const methods = new Set();
  const visit = (inner) => {
    if (ts.isCallExpression(inner)) {
      const callee = inner.expression;
      if (ts.isIdentifier(callee) && known.has(callee.text)) symbols.add(known.get(callee.text));
      if (ts.isPropertyAccessExpression(callee)) {
        methods.add(callee.name.text);
        const receiver = callee.expression;
        if (receiver.kind === ts.SyntaxKind.ThisKeyword) symbols.add(`${owner}.${callee.name.text}`);
        else if (ts.isIdentifier(receiver) && known.has(receiver.text))
          symbols.add(`${known.get(receiver.text)}.${callee.name.text}`);
      }
    }
    ts.forEachChild(inner, visit);
  };
  ts.forEachChild(node, visit);
  return { symbols, methods };
}

/** Everything that a symbol comes to, itself among it. */
function reached(symbol, calls, seen = new Set()) {
  if (seen.has(symbol)) return seen;
  seen.add(symbol);
  for (const next of calls.get(symbol)?.symbols ?? []) reached(next, calls, seen);
  return seen;
}

/** By the name of a method of a context: the functions that the host calls it through. */
function callbacksByMethod(sources, calls) {
  const byMethod = new Map();
  for (const file of sources.keys()) {
    if (!file.startsWith("assembly/callbacks/")) continue;
    for (const [symbol] of calls) {
      const [of, callback] = symbol.split("#");
      if (of !== file || !callback.startsWith("proxy_on_")) continue;
      for (const method of [...reached(symbol, calls)].flatMap((it) => [...(calls.get(it)?.methods ?? [])])) {
        if (/^(on[A-Z]|create\w+Context$)/.test(method))
          byMethod.set(method, [...(byMethod.get(method) ?? []), callback]);
      }
    }
  }
  return byMethod;
}

function abiBehind(symbol, calls, calledBy) {
  const method = /^assembly\/(?:http-)?context#\w+\.(\w+)$/.exec(symbol)?.[1];
  const callbacks = calledBy.get(method) ?? [];
  const functions = [...reached(symbol, calls)]
    .filter((it) => it.startsWith(`${abiFile}#`))
    .map((it) => it.split("#")[1]);
  return [...new Set([...callbacks, ...functions])].sort();
}
