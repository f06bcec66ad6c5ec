import type { FileDescriptor } from "./protos-render.d.mts";

/** The API files that an Envoy executable carries, by file name. @throws Error when it carries none */
export declare function fileDescriptorsIn(binary: Buffer): ReadonlyMap<string, FileDescriptor>;
