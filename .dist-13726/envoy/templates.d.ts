import { type Diagnostic } from "../diagnostics/diagnostic.js";
/** The files of `envoy-templates/`, each with the message type that it must be when its holes are filled. */
export declare const templateTypes: {
    readonly "bootstrap.yaml": "envoy.config.bootstrap.v3.Bootstrap";
    readonly "connect-originate.yaml": "envoy.config.listener.v3.Listener";
    readonly "connect-terminate.yaml": "envoy.config.listener.v3.Listener";
    readonly "node-proxy-bootstrap.yaml": "envoy.config.bootstrap.v3.Bootstrap";
    readonly "xds-cluster.yaml": "envoy.config.cluster.v3.Cluster";
};
export type TemplateName = keyof typeof templateTypes;
/** All templates: those that the user replaced, and ours for the rest. */
export type Templates = Readonly<Record<TemplateName, Template>>;
/** A template as it was read. `file` is the path that diagnostics show. */
export interface Template {
    readonly file: string;
    readonly text: string;
}
/** ProtoJSON as it stands in Envoy's YAML. */
export type Json = null | boolean | number | string | readonly Json[] | {
    readonly [key: string]: Json;
};
/** What goes into the holes; undefined: nothing, and the field goes with it. */
export type HoleValues = Readonly<Record<string, Json | undefined>>;
/** The first thing that Envoy would not understand, if there is one: the path as `a.b[0].c`. */
export type Misfit = (type: (typeof templateTypes)[TemplateName], json: Json) => {
    readonly path: string;
    readonly reason: string;
} | undefined;
/** A filled template, or what is wrong with it. */
export type Filled = {
    readonly value: Json;
    readonly diagnostics: readonly [];
} | {
    readonly value?: undefined;
    readonly diagnostics: readonly Diagnostic[];
};
/**
 * Fills the holes of a template. A hole that is the whole of a text (`"{{ xds.port }}"`) becomes the value itself, one
 * inside a text becomes part of it. Every given value must be used: a template that leaves one out has lost a piece.
 */
export declare function fillTemplate(template: Template, values: HoleValues): Filled;
/** The same, and what came out is checked against the message type of the template. */
export declare function filledTemplate({ templates, misfit }: {
    readonly templates: Templates;
    readonly misfit: Misfit;
}, name: TemplateName, values: HoleValues): Filled;
