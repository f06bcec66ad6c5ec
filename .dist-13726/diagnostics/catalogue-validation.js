/** `waymark validate`: what was asked about findings. */
export const validationCodes = {
    WM8000: {
        severity: "warning",
        title: "A suppression that cannot be read",
        meaning: "The comment begins like one that suppresses findings, but names no code that exists, or no date. It suppresses nothing.",
        fix: "Write `# waymark-ignore WM4004: reason`, several codes with commas, and `(until 2027-01-31)` behind the reason if it is to end.",
    },
    WM8001: {
        severity: "warning",
        title: "A suppression without a reason",
        meaning: "It is in effect. But whoever reads it next does not know whether it still has to be.",
        fix: "Write the reason behind a colon.",
    },
    WM8002: {
        severity: "warning",
        title: "A suppression of nothing",
        meaning: "There is no such finding at the line that the comment is about: the line behind which it stands, the next line below it, or the whole object if it stands above one.",
        fix: "Remove the comment, or move it to the line of the finding.",
    },
    WM8003: {
        severity: "warning",
        title: "A suppression that has expired",
        meaning: "The date in the comment is over, and the finding counts again.",
        fix: "Settle the finding, or give it a later date.",
    },
    WM8004: {
        severity: "info",
        title: "Findings of the baseline that are gone",
        meaning: "The baseline names findings that there are no more. If they come back they will not be told.",
        fix: "Write the baseline anew with `--write-baseline`.",
    },
};
//# sourceMappingURL=catalogue-validation.js.map