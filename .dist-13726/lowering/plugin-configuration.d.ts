/** What is wrong with a plugin's configuration, and where in it. */
export interface ConfigurationProblem {
    readonly path: readonly (string | number)[];
    readonly message: string;
}
/**
 * What the schema that came with a module says about a configuration; nothing if there is no schema. A schema that is
 * none judges nothing: the module itself still does.
 */
export declare function configurationProblems(configuration: Readonly<Record<string, unknown>> | undefined, schema: string | undefined): readonly ConfigurationProblem[];
/** Whether a text is a schema that configurations can be held to. */
export declare function isConfigSchema(schema: string): boolean;
