/** What every filter is given to do, whatever it is written in and wherever it runs. */

/** The reference filters, in the order in which they are shown. */
export const filters = ["noop", "add-header", "rules", "body"];

/** Of the request: `x-h0` to `x-h9`. */
export const headerValues = [
  "production",
  "eu-central-1",
  "tenant-4711",
  "Mozilla/5.0 (X11; Linux x86_64)",
  "application/json; charset=utf-8",
  "en-GB,en;q=0.9",
  "gold",
  "2f1c9a7e-6f0b-4b51-9c8e-0d4f6a1b2c3d",
  "checkout",
  "v2.14.3",
];

/** Ten rules, of which eight hold: exact, prefix and contains in turn. */
export const rules = [
  { header: "x-h0", exact: "production" },
  { header: "x-h1", prefix: "eu-" },
  { header: "x-h2", contains: "4711" },
  { header: "x-h3", contains: "Linux" },
  { header: "x-h4", prefix: "application/json" },
  { header: "x-h5", contains: "de-DE" },
  { header: "x-h6", exact: "silver" },
  { header: "x-h7", contains: "9c8e" },
  { header: "x-h8", exact: "checkout" },
  { header: "x-h9", prefix: "v2." },
];

/** 4 KiB of JSON in which the word of the filter does not stand. */
export const body = bodyOf(4096);

function bodyOf(size) {
  let text = '{"orders":[';
  for (let number = 0; text.length < size; number++) {
    text += `{"id":${1000 + number},"customer":"customer-${number}","note":"confirmed, not yet shipped","cents":${number * 37}},`;
  }
  return `${text.slice(0, size - 2)}]}`;
}

/** The configuration of a filter, as its plugin gets it. */
export function configurationOf(filter) {
  return filter === "rules" ? JSON.stringify({ rules }) : "";
}
