/** One object against the schema of its kind. */
export declare const schemaCodes: {
    readonly WM2001: {
        readonly severity: "error";
        readonly title: "a field has the wrong type";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Give the field a value of the type named. Numbers and true/false become text when they are quoted.";
    };
    readonly WM2002: {
        readonly severity: "error";
        readonly title: "a required field is missing";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Add the field.";
    };
    readonly WM2003: {
        readonly severity: "error";
        readonly title: "a value is not of the form or the choice the field allows";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Use one of the values, or the form, that the message names.";
    };
    readonly WM2004: {
        readonly severity: "error";
        readonly title: "a number, a length or a count is out of range";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Bring the value into the range that the message names.";
    };
    readonly WM2005: {
        readonly severity: "warning";
        readonly title: "unknown field";
        readonly meaning: "The field has no effect: API servers drop it silently. The rest of the object is in effect.";
        readonly fix: "Correct its spelling or its indentation, or remove it.";
    };
    readonly WM2006: {
        readonly severity: "error";
        readonly title: "fields that do not go together";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Keep the field that the type names, or one of those that exclude each other.";
    };
    readonly WM2007: {
        readonly severity: "error";
        readonly title: "two entries of a list have the same key";
        readonly meaning: "An API server would refuse this object. It is set aside; everything else goes on without it.";
        readonly fix: "Merge the entries, or rename one.";
    };
    readonly WM2008: {
        readonly severity: "error";
        readonly title: "a policy that cannot be read denies everything it applies to";
        readonly meaning: "Leaving the policy out could let in what it is meant to refuse. If an earlier form of it is in effect, that form stays instead.";
        readonly fix: "Correct the errors that are reported for the policy, or remove it.";
    };
    readonly WM2010: {
        readonly severity: "error";
        readonly title: "a rule of the kind's definition does not hold";
        readonly meaning: "The CustomResourceDefinition has rules (`x-kubernetes-validations`) over the fields of an object. An API server would refuse this one.";
        readonly fix: "Change what the message names.";
    };
    readonly WM2011: {
        readonly severity: "error";
        readonly title: "a rule of the kind's definition fails on the object";
        readonly meaning: "Evaluating the rule ends with an error, mostly because it reads a field that the object does not have. An API server would refuse the object.";
        readonly fix: "Add the field that the message names; or have the rule ask `has()` first.";
    };
    readonly WM2012: {
        readonly severity: "error";
        readonly title: "a rule of the kind's definition takes too long";
        readonly meaning: "Evaluating the rule takes more steps than an API server would grant it: it goes through lists for each entry of lists. Such an object would be refused.";
        readonly fix: "Shorten the lists of the object, or let the definition limit them (`maxItems`).";
    };
    readonly WM2013: {
        readonly severity: "warning";
        readonly title: "a definition cannot be used";
        readonly meaning: "`--crds` names something that is no CustomResourceDefinition of apiextensions.k8s.io/v1 with a schema for each version. Objects of its kind are not checked.";
        readonly fix: "Give the definition as the API server has it.";
    };
    readonly WM2014: {
        readonly severity: "warning";
        readonly title: "a rule or pattern of a definition cannot be compiled";
        readonly meaning: "Objects are checked against everything else in the definition, but not against this.";
        readonly fix: "Correct the expression. If an API server accepts it, report it: waymark should, too.";
    };
    readonly WM2015: {
        readonly severity: "error";
        readonly title: "a version that is not served";
        readonly meaning: "The kind's definition has this version and does not serve it (or has it not at all), so that an API server would refuse the object.";
        readonly fix: "Use the version that the message names.";
    };
    readonly WM2016: {
        readonly severity: "info";
        readonly title: "a deprecated version";
        readonly meaning: "The version still works, and a later release of the kind's definition will not have it.";
        readonly fix: "Use the version that the message names.";
    };
};
