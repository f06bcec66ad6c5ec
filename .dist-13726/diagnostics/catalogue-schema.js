/** One object against the schema of its kind. */
export const schemaCodes = {
    WM2001: {
        severity: "error",
        title: "a field has the wrong type",
        meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
        fix: "Give the field a value of the type named. Numbers and true/false become text when they are quoted.",
    },
    WM2002: {
        severity: "error",
        title: "a required field is missing",
        meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
        fix: "Add the field.",
    },
    WM2003: {
        severity: "error",
        title: "a value is not of the form or the choice the field allows",
        meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
        fix: "Use one of the values, or the form, that the message names.",
    },
    WM2004: {
        severity: "error",
        title: "a number, a length or a count is out of range",
        meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
        fix: "Bring the value into the range that the message names.",
    },
    WM2005: {
        severity: "warning",
        title: "unknown field",
        meaning: "The field has no effect: API servers drop it silently. The rest of the object is in effect.",
        fix: "Correct its spelling or its indentation, or remove it.",
    },
    WM2006: {
        severity: "error",
        title: "fields that do not go together",
        meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
        fix: "Keep the field that the type names, or one of those that exclude each other.",
    },
    WM2007: {
        severity: "error",
        title: "two entries of a list have the same key",
        meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.",
        fix: "Merge the entries, or rename one.",
    },
    WM2008: {
        severity: "error",
        title: "a policy that cannot be read denies everything it applies to",
        meaning: "Leaving the policy out could let in what it is meant to refuse. If an earlier form of it is in effect, that form stays instead.",
        fix: "Correct the errors that are reported for the policy, or remove it.",
    },
    WM2010: {
        severity: "error",
        title: "a rule of the kind's definition does not hold",
        meaning: "The CustomResourceDefinition has rules (`x-kubernetes-validations`) over the fields of an object. An API server would refuse this one.",
        fix: "Change what the message names.",
    },
    WM2011: {
        severity: "error",
        title: "a rule of the kind's definition fails on the object",
        meaning: "Evaluating the rule ends with an error, mostly because it reads a field that the object does not have. An API server would refuse the object.",
        fix: "Add the field that the message names; or have the rule ask `has()` first.",
    },
    WM2012: {
        severity: "error",
        title: "a rule of the kind's definition takes too long",
        meaning: "Evaluating the rule takes more steps than an API server would grant it: it goes through lists for each entry of lists. Such an object would be refused.",
        fix: "Shorten the lists of the object, or let the definition limit them (`maxItems`).",
    },
    WM2013: {
        severity: "warning",
        title: "a definition cannot be used",
        meaning: "`--crds` names something that is no CustomResourceDefinition of apiextensions.k8s.io/v1 with a schema for each version. Objects of its kind are not checked.",
        fix: "Give the definition as the API server has it.",
    },
    WM2014: {
        severity: "warning",
        title: "a rule or pattern of a definition cannot be compiled",
        meaning: "Objects are checked against everything else in the definition, but not against this.",
        fix: "Correct the expression. If an API server accepts it, report it: waymark should, too.",
    },
    WM2015: {
        severity: "error",
        title: "a version that is not served",
        meaning: "The kind's definition has this version and does not serve it (or has it not at all), so that an API server would refuse the object.",
        fix: "Use the version that the message names.",
    },
    WM2016: {
        severity: "info",
        title: "a deprecated version",
        meaning: "The version still works, and a later release of the kind's definition will not have it.",
        fix: "Use the version that the message names.",
    },
};
//# sourceMappingURL=catalogue-schema.js.map