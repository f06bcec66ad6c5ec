import { catalogue } from "./catalogue.js";
/** A diagnostic of the catalogue, with the particulars of this finding. */
export function diagnostic(code, finding) {
    const { origin, advice, related, fix } = finding;
    return {
        code,
        severity: finding.severity ?? catalogue[code].severity,
        message: finding.message,
        ...(advice !== undefined && { advice }),
        ...(origin !== undefined && { origin }),
        ...(related !== undefined && { related }),
        ...(fix !== undefined && { fix }),
    };
}
//# sourceMappingURL=diagnostic.js.map