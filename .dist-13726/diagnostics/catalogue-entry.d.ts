/** What the documentation says about one diagnostic code. */
export interface CatalogueEntry {
    readonly severity: "error" | "warning" | "info";
    /** One line: what this code means wherever it appears. */
    readonly title: string;
    /** Why it matters and what waymark does with the object meanwhile. */
    readonly meaning: string;
    /** A small case in which it is said. */
    readonly example?: string;
    /** What the user should do. */
    readonly fix: string;
}
