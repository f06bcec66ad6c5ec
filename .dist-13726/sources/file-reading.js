import { documentTexts, sourceDocument } from "./documents.js";
import { keptOutcome, restoredOutcome } from "./kept-outcome.js";
import { parsedDocument } from "./parsing.js";
import { readDocument } from "./read-document.js";
/** Whether every object that the file means to define was accepted. */
export function isComplete(reading) {
    return reading.diagnostics.length === 0 && reading.documents.every(({ outcome }) => outcome.complete);
}
/** Finds out what is new in a file. */
export function planReading(file, content, { before, cache, parsing }) {
    const { stamp } = content;
    if (content.kind === "unusable")
        return { file, stamp, documents: [], diagnostics: [content.diagnostic] };
    const texts = documentTexts(file, content.text);
    const known = knownReadings(texts, before?.documents ?? []);
    const documents = texts.map((text, index) => {
        const reading = known[index];
        if (reading?.firstLine === text.firstLine)
            return { kind: "same", reading };
        const own = before === undefined ? text : { text: reading?.text ?? detached(text.text), firstLine: text.firstLine };
        const outcome = reading && keptOutcome(reading.outcome);
        if (outcome !== undefined)
            return { kind: "moved", text: own, outcome };
        const cached = cache.find(own.text);
        if (cached !== undefined)
            return { kind: "known", text: own, known: cached };
        return { kind: "new", text: own, awaited: parsing.expect(own.text, file) };
    });
    return { file, stamp, documents, diagnostics: [] };
}
/** Reads a file as planned, and keeps what it learns. */
export async function readAsPlanned({ file, stamp, documents: plans, diagnostics }, reading) {
    const documents = [];
    for (const plan of plans) {
        if (plan.kind === "same")
            documents.push(plan.reading);
        else {
            const place = sourceDocument(file, plan.text);
            const { inspector } = reading;
            const outcome = plan.kind === "new" ? await newOutcome(plan.awaited, place, reading) : knownOutcome(plan, place, inspector);
            documents.push({ ...plan.text, outcome });
            await reading.rest();
        }
    }
    return { file, stamp, documents, diagnostics };
}
function knownOutcome(plan, place, inspector) {
    if (plan.kind === "moved")
        return restoredOutcome(plan.outcome, place);
    const { kind, json } = plan.known;
    if (kind === "accepted")
        return restoredOutcome(JSON.parse(json), place);
    return readDocument({ kind: "value", value: JSON.parse(json) }, place, inspector);
}
async function newOutcome(awaited, place, { cache, inspector }) {
    const parsed = await parsedDocument(awaited);
    if (parsed.kind === "broken")
        return readDocument(parsed, place);
    const outcome = readDocument({ kind: "value", value: JSON.parse(parsed.json) }, place, inspector);
    const kept = keptOutcome(outcome);
    cache.keep(awaited.text, kept === undefined ? { kind: "value", json: parsed.json } : { kind: "accepted", json: JSON.stringify(kept) });
    return outcome;
}
/**
 * The earlier reading of each text that has one. An edit changes a few documents between many that are the same, so
 * comparing from both ends finds nearly all, without hashing anything.
 */
function knownReadings(texts, before) {
    const known = new Array(texts.length).fill(undefined);
    let head = 0;
    while (head < texts.length && before[head]?.text === texts[head]?.text) {
        known[head] = before[head];
        head++;
    }
    for (let tail = 1; tail <= Math.min(texts.length, before.length) - head; tail++) {
        const reading = before[before.length - tail];
        if (reading?.text !== texts[texts.length - tail]?.text)
            break;
        known[texts.length - tail] = reading;
    }
    return known;
}
/** A copy: a slice would keep the text of the whole file alive as long as this document does not change again. */
function detached(text) {
    return Buffer.from(text).toString();
}
//# sourceMappingURL=file-reading.js.map