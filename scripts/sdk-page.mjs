/** The reference of the AssemblyScript SDK, from the comments in its sources: `docs/wasm/api.md` for authors of filters. */

const introduction = `# API of the SDK

Everything that \`@waymark/proxy-wasm\` exports, with the functions of the proxy-wasm ABI that stand behind it: those that it calls,
and of callbacks those that call it. [Your first filter](first-filter.md) shows how it fits together, the SDK's
[README](../../wasm-plugins/sdk/README.md) which entry points export which callbacks.

What holds for all of it: nothing throws; a \`bool\` says whether the host did it, null that there is nothing, and \`lastStatus()\` why. Names
of headers may be in any case. Texts are UTF-8, strictly; whatever may be no text has a twin for \`Bytes\`. Sizes are bytes, times are in
the unit that the name or the text says.

This page is made from the comments in \`wasm-plugins/sdk\` by \`npm run docs\`.
`;

const lineWidth = 120;

/**
 * Markdown. Same sources, same text.
 * @param {readonly ReturnType<typeof import("./sdk-api.mjs").sdkApi>[number][]} modules
 */
export function sdkPage(modules) {
  const sections = modules.flatMap(({ module, doc, exports }) => [
    `## \`${module}\`\n`,
    `${flowing(doc)}\n`,
    ...[...exports].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)).map(entry),
  ]);
  return `${[introduction, ...sections]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

function entry({ name, kind, signature, doc, abi, members }) {
  const heading = `### ${name}\n`;
  const text = `${described(doc, abi)}\n`;
  if (kind === "enum") return [heading, text, enumList(members)].join("\n");
  if (kind !== "class") return [heading, code(signature), text].join("\n");
  const list = members.map((member) => `- \`${member.signature}\`: ${described(member.doc, member.abi)}`);
  return [heading, text, ...list, ""].join("\n");
}

function code(signature) {
  return `\`\`\`ts\n${wrapped(`${signature};`)}\n\`\`\`\n`;
}

/** As the formatter of this repository has it. */
function wrapped(signature) {
  const [, head, parameters, tail] = /^(.*?\()(.*)(\).*)$/.exec(signature) ?? [];
  if (head === undefined || signature.length <= lineWidth) return signature;
  return `${head}\n  ${parameters.split(/, (?=\w+:)/).join(",\n  ")},\n${tail}`;
}

function described(doc, abi) {
  const unnamed = abi.filter((name) => !doc.includes(name));
  return `${flowing(doc)}${unnamed.length === 0 ? "" : ` (${unnamed.map((name) => `\`${name}\``).join(", ")})`}`;
}

function enumList(members) {
  return [
    ...members.map(({ signature, doc }) => `- \`${signature}\`${doc === "" ? "" : `: ${flowing(doc)}`}`),
    "",
  ].join("\n");
}

/** Paragraphs on one line each; an example, which is indented, becomes a block of code. */
function flowing(doc) {
  return doc
    .split("\n\n")
    .map((part) => (part.startsWith("    ") ? part : part.replaceAll("\n", " ")))
    .join("\n\n")
    .replace(/(^ {4}.*\n?|^\n(?= {4}))+/gm, (lines) => `\n\`\`\`ts\n${lines.replace(/^ {4}/gm, "").trim()}\n\`\`\`\n`);
}
