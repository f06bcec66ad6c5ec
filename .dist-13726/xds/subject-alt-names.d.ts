/** The URI names in the text form of a subjectAltName; none if the text is not of that form. */
export declare function uriNames(subjectAltName: string): readonly string[];
