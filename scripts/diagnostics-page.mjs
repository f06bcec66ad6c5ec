/**
 * The page of all diagnostic codes, from the catalogue: `docs/diagnostics.md` for operators who met a code and want to
 * know what it means.
 */

const ranges = [
  ["WM1", "Files and documents"],
  ["WM2", "Fields of objects"],
  ["WM3", "Waypoints, services and pods"],
  ["WM4", "Routes"],
  ["WM5", "Policies and tokens"],
  ["WM6", "Wasm plugins"],
  ["WM7", "Proxies, templates and the local mesh"],
  ["WM8", "Suppressions and baselines"],
  ["WM9", "Mesh tests"],
];

const introduction = `# Diagnostics

What waymark cannot honour it says: with a code, the place, and what to do. A code never changes its meaning and is never
used again for another one, so it can be searched for, and named in scripts (\`waymark up --json\`).

- **error**: something that was written is not in effect. What restricts access then denies more, never less.
- **warning**: it is in effect, but likely not as it was meant.
- **info**: worth knowing.

This page is made from the catalogue in \`src/diagnostics/\` by \`npm run docs\`.
`;

/** Markdown. Same catalogue, same text. */
export function diagnosticsPage(catalogue) {
  const codes = Object.keys(catalogue).sort();
  const sections = ranges.flatMap(([prefix, title]) => {
    const own = codes.filter((code) => code.startsWith(prefix));
    return own.length === 0 ? [] : [`## ${title}\n`, ...own.map((code) => entry(code, catalogue[code]))];
  });
  return [introduction, ...sections].join("\n");
}

function entry(code, { severity, title, meaning, example, fix }) {
  const heading = title.charAt(0).toUpperCase() + title.slice(1);
  const instance = example === undefined ? "" : `_For example:_ ${example}\n\n`;
  return `### ${code}: ${heading}\n\n**${severity}.** ${meaning}\n\n${instance}_What to do:_ ${fix}\n`;
}
