/** Files and documents, before anybody asks what their objects mean. */
export const sourceCodes = {
    WM1001: {
        severity: "error",
        title: "a path does not exist",
        meaning: "Nothing was read from it.",
        fix: "Check the path; it is relative to the folder waymark was started in.",
    },
    WM1002: {
        severity: "error",
        title: "a file or folder cannot be read",
        meaning: "Nothing was read from it; every other file is in effect.",
        fix: "Give the user waymark runs as the right to read it.",
    },
    WM1003: {
        severity: "error",
        title: "a file is too large",
        meaning: "It was not read, so that one file cannot exhaust the memory; every other file is in effect.",
        fix: "Split the file, or raise the limit.",
    },
    WM1004: {
        severity: "error",
        title: "a file is not text",
        meaning: "A manifest is UTF-8 text without NUL characters. The file was not read.",
        fix: "Save it as UTF-8, or give it another ending than .yaml, .yml or .json.",
    },
    WM1005: {
        severity: "error",
        title: "a document is not valid YAML or JSON",
        meaning: "This document was not read. The other documents of the file are in effect.",
        fix: "Correct the syntax at the place named.",
    },
    WM1006: {
        severity: "info",
        title: "no manifests here",
        meaning: "A path was read and holds no .yaml, .yml or .json file with an object in it.",
        fix: "Check the path, or put manifests there.",
    },
    WM1007: {
        severity: "warning",
        title: "a symbolic link leads back to a folder above it",
        meaning: "The link was not followed a second time; what it leads to was read once.",
        fix: "Remove the link.",
    },
    WM1008: {
        severity: "error",
        title: "a document is not an object of an API",
        meaning: "An object needs apiVersion, kind and metadata.name. The document was set aside.",
        fix: "Add what is missing, or give the file another ending if it is no manifest.",
    },
    WM1009: {
        severity: "error",
        title: "an object is defined twice",
        meaning: "Two documents define the same kind, namespace and name. The first one read is in effect, this one is not.",
        fix: "Remove or rename one of the two.",
    },
    WM1010: {
        severity: "warning",
        title: "an object has no namespace",
        meaning: "It is taken to be in the namespace default; kubectl would put it into the namespace of its context.",
        fix: "Write metadata.namespace.",
    },
    WM1011: {
        severity: "warning",
        title: "a version of a kind that waymark does not read",
        meaning: "The kind is known, this version of it is not. The object is not in effect.",
        fix: "Use the version that the message names.",
    },
    WM1012: {
        severity: "warning",
        title: "an object stays as it was last accepted",
        meaning: "Its file has an error now. As with an API server, a change that cannot be accepted changes nothing: the object stays in effect as it was before the edit.",
        fix: "Correct the error in the file, or remove the object from it cleanly.",
    },
    WM1013: {
        severity: "warning",
        title: "folders cannot be watched",
        meaning: "The system refuses to watch them, mostly because too many are watched. They are looked at every second.",
        fix: "Raise the limit of the system; on Linux it is fs.inotify.max_user_watches.",
    },
};
//# sourceMappingURL=catalogue-sources.js.map