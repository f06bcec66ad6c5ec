export const xdsCodes = {
    WM7001: {
        severity: "error",
        title: "A template is not YAML",
        meaning: "The text of an Envoy template cannot be parsed. No proxy can be started from it, so nothing is.",
        fix: "Correct the text, or remove the file from the template folder to use the built-in template.",
    },
    WM7002: {
        severity: "error",
        title: "A template has an unknown hole",
        meaning: "A template asks for a value that does not exist: a misspelt name, or one of another template.",
        fix: "Use one of the names that the message lists.",
    },
    WM7003: {
        severity: "error",
        title: "A template leaves a value out",
        meaning: "Every value that waymark offers to a template keeps something working, such as the guard that stops clients from reaching the control plane. A template without it is refused.",
        fix: "Start from a copy of the built-in template and keep its holes.",
    },
    WM7004: {
        severity: "error",
        title: "A template is not what Envoy expects",
        meaning: "The filled template has a field, type or value that the Envoy API does not know.",
        fix: "Correct the field; the message names it as Envoy's documentation does.",
    },
    WM7010: {
        severity: "error",
        title: "A proxy refused a resource",
        meaning: "An Envoy did not accept what it was sent. It goes on with the last form that it accepted, or without the resource if there was none.",
        fix: "The message has Envoy's own words. Undo the last edit of the object if it can be told from them, and report it.",
    },
    WM7011: {
        severity: "error",
        title: "A waypoint's configuration could not be made",
        meaning: "waymark itself failed over the current manifests. That waypoint keeps the configuration it had; all others follow the manifests.",
        fix: "Undo the last edit, and report it with the manifests and the log.",
    },
};
//# sourceMappingURL=catalogue-xds.js.map