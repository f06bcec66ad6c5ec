export declare const xdsCodes: {
    readonly WM7001: {
        readonly severity: "error";
        readonly title: "A template is not YAML";
        readonly meaning: "The text of an Envoy template cannot be parsed. No proxy can be started from it, so nothing is.";
        readonly fix: "Correct the text, or remove the file from the template folder to use the built-in template.";
    };
    readonly WM7002: {
        readonly severity: "error";
        readonly title: "A template has an unknown hole";
        readonly meaning: "A template asks for a value that does not exist: a misspelt name, or one of another template.";
        readonly fix: "Use one of the names that the message lists.";
    };
    readonly WM7003: {
        readonly severity: "error";
        readonly title: "A template leaves a value out";
        readonly meaning: "Every value that waymark offers to a template keeps something working, such as the guard that stops clients from reaching the control plane. A template without it is refused.";
        readonly fix: "Start from a copy of the built-in template and keep its holes.";
    };
    readonly WM7004: {
        readonly severity: "error";
        readonly title: "A template is not what Envoy expects";
        readonly meaning: "The filled template has a field, type or value that the Envoy API does not know.";
        readonly fix: "Correct the field; the message names it as Envoy's documentation does.";
    };
    readonly WM7010: {
        readonly severity: "error";
        readonly title: "A proxy refused a resource";
        readonly meaning: "An Envoy did not accept what it was sent. It goes on with the last form that it accepted, or without the resource if there was none.";
        readonly fix: "The message has Envoy's own words. Undo the last edit of the object if it can be told from them, and report it.";
    };
    readonly WM7011: {
        readonly severity: "error";
        readonly title: "A waypoint's configuration could not be made";
        readonly meaning: "waymark itself failed over the current manifests. That waypoint keeps the configuration it had; all others follow the manifests.";
        readonly fix: "Undo the last edit, and report it with the manifests and the log.";
    };
};
