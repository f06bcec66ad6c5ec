import type { Explanation, Outcome, Step } from "../explain/explanation.js";
import { answerText, codeFrame, placeText } from "./explain-text.js";

/** The story as one web page that needs nothing else: no script, no font, no picture. */
export function explanationPage(story: Explanation): string {
  const { client, method, path, asked, steps, outcomes } = story;
  const title = `${method} ${path} of ${asked}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
<h1>${escaped(title)}</h1>
<p>by <code>${escaped(client)}</code></p>
<ol>
${steps.map(stepItem).join("\n")}
</ol>
${outcomes.map(outcomeSection).join("\n")}
</html>
`;
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
li { margin: .4rem 0; } .refused { color: #b00020; } .decided { color: #00519e; }
small { color: #555; } pre { background: #f4f4f4; padding: .6rem; overflow-x: auto; }
section { border-top: 1px solid #ccc; padding-top: .5rem; }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #eee; } small { color: #aaa; }
  pre { background: #262626; } .refused { color: #ff8a80; } .decided { color: #82b1ff; } }
`;

function stepItem({ layer, at, verdict, says, origin, findings = [] }: Step): string {
  const place = origin === undefined ? "" : `<br><small>${escaped(placeText(origin))}</small>`;
  const items = findings.map(
    ({ holds, wanted, found }) => `<li>${holds ? "✓" : "✗"} ${escaped(`${wanted}: ${found}`)}`,
  );
  const list = items.length === 0 ? "" : `<ul>${items.join("")}</ul>`;
  return `<li class="${verdict}"><small>${escaped(`${layer} ${at}`)}</small><br>${escaped(says)}${place}${list}`;
}

function outcomeSection(outcome: Outcome): string {
  const { share, layer, at, because, origin, steps, arrives } = outcome;
  const part = share < 1 ? `${(share * 100).toFixed(1)} %: ` : "";
  const own = steps.length === 0 ? "" : `<ol>${steps.map(stepItem).join("")}</ol>`;
  const arrival =
    arrives === undefined
      ? ""
      : `<p>Arrives as <code>${escaped(`${arrives.method} ${arrives.path}`)}</code> for ${escaped(arrives.host)}.`;
  const place =
    origin === undefined
      ? ""
      : `<p><small>${escaped(placeText(origin))}</small><pre>${escaped(codeFrame(origin).join("\n"))}</pre>`;
  return `<section><h2>${escaped(`${part}${answerText(outcome)}`)}</h2>
<p>says ${escaped(`${layer} ${at}: ${because}`)}${own}${place}${arrival}</section>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
