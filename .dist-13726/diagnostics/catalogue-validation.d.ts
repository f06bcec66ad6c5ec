/** `waymark validate`: what was asked about findings. */
export declare const validationCodes: {
    readonly WM8000: {
        readonly severity: "warning";
        readonly title: "A suppression that cannot be read";
        readonly meaning: "The comment begins like one that suppresses findings, but names no code that exists, or no date. It suppresses nothing.";
        readonly fix: "Write `# waymark-ignore WM4004: reason`, several codes with commas, and `(until 2027-01-31)` behind the reason if it is to end.";
    };
    readonly WM8001: {
        readonly severity: "warning";
        readonly title: "A suppression without a reason";
        readonly meaning: "It is in effect. But whoever reads it next does not know whether it still has to be.";
        readonly fix: "Write the reason behind a colon.";
    };
    readonly WM8002: {
        readonly severity: "warning";
        readonly title: "A suppression of nothing";
        readonly meaning: "There is no such finding at the line that the comment is about: the line behind which it stands, the next line below it, or the whole object if it stands above one.";
        readonly fix: "Remove the comment, or move it to the line of the finding.";
    };
    readonly WM8003: {
        readonly severity: "warning";
        readonly title: "A suppression that has expired";
        readonly meaning: "The date in the comment is over, and the finding counts again.";
        readonly fix: "Settle the finding, or give it a later date.";
    };
    readonly WM8004: {
        readonly severity: "info";
        readonly title: "Findings of the baseline that are gone";
        readonly meaning: "The baseline names findings that there are no more. If they come back they will not be told.";
        readonly fix: "Write the baseline anew with `--write-baseline`.";
    };
};
