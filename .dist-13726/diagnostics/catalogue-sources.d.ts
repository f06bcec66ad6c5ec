/** Files and documents, before anybody asks what their objects mean. */
export declare const sourceCodes: {
    readonly WM1001: {
        readonly severity: "error";
        readonly title: "a path does not exist";
        readonly meaning: "Nothing was read from it.";
        readonly fix: "Check the path; it is relative to the folder waymark was started in.";
    };
    readonly WM1002: {
        readonly severity: "error";
        readonly title: "a file or folder cannot be read";
        readonly meaning: "Nothing was read from it; every other file is in effect.";
        readonly fix: "Give the user waymark runs as the right to read it.";
    };
    readonly WM1003: {
        readonly severity: "error";
        readonly title: "a file is too large";
        readonly meaning: "It was not read, so that one file cannot exhaust the memory; every other file is in effect.";
        readonly fix: "Split the file, or raise the limit.";
    };
    readonly WM1004: {
        readonly severity: "error";
        readonly title: "a file is not text";
        readonly meaning: "A manifest is UTF-8 text without NUL characters. The file was not read.";
        readonly fix: "Save it as UTF-8, or give it another ending than .yaml, .yml or .json.";
    };
    readonly WM1005: {
        readonly severity: "error";
        readonly title: "a document is not valid YAML or JSON";
        readonly meaning: "This document was not read. The other documents of the file are in effect.";
        readonly fix: "Correct the syntax at the place named.";
    };
    readonly WM1006: {
        readonly severity: "info";
        readonly title: "no manifests here";
        readonly meaning: "A path was read and holds no .yaml, .yml or .json file with an object in it.";
        readonly fix: "Check the path, or put manifests there.";
    };
    readonly WM1007: {
        readonly severity: "warning";
        readonly title: "a symbolic link leads back to a folder above it";
        readonly meaning: "The link was not followed a second time; what it leads to was read once.";
        readonly fix: "Remove the link.";
    };
    readonly WM1008: {
        readonly severity: "error";
        readonly title: "a document is not an object of an API";
        readonly meaning: "An object needs apiVersion, kind and metadata.name. The document was set aside.";
        readonly fix: "Add what is missing, or give the file another ending if it is no manifest.";
    };
    readonly WM1009: {
        readonly severity: "error";
        readonly title: "an object is defined twice";
        readonly meaning: "Two documents define the same kind, namespace and name. The first one read is in effect, this one is not.";
        readonly fix: "Remove or rename one of the two.";
    };
    readonly WM1010: {
        readonly severity: "warning";
        readonly title: "an object has no namespace";
        readonly meaning: "It is taken to be in the namespace default; kubectl would put it into the namespace of its context.";
        readonly fix: "Write metadata.namespace.";
    };
    readonly WM1011: {
        readonly severity: "warning";
        readonly title: "a version of a kind that waymark does not read";
        readonly meaning: "The kind is known, this version of it is not. The object is not in effect.";
        readonly fix: "Use the version that the message names.";
    };
    readonly WM1012: {
        readonly severity: "warning";
        readonly title: "an object stays as it was last accepted";
        readonly meaning: "Its file has an error now. As with an API server, a change that cannot be accepted changes nothing: the object stays in effect as it was before the edit.";
        readonly fix: "Correct the error in the file, or remove the object from it cleanly.";
    };
    readonly WM1013: {
        readonly severity: "warning";
        readonly title: "folders cannot be watched";
        readonly meaning: "The system refuses to watch them, mostly because too many are watched. They are looked at every second.";
        readonly fix: "Raise the limit of the system; on Linux it is fs.inotify.max_user_watches.";
    };
};
