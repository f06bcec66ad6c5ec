import protobuf from "protobufjs";
import type { Fields } from "./encoder.js";
/** A place in a message and the rule that is broken there. */
export interface ConstraintViolation {
    /** From the top of the message, as in ProtoError: `filter_chains[0].filters[0].typed_config.stat_prefix`. */
    readonly path: string;
    /** As validate.proto words it: `min_len: 1`, `required`, `one of path, prefix`. */
    readonly rule: string;
}
/** Every broken constraint of a message and of the messages in it, those in Anys of registered types included. */
export declare function violationsIn(type: protobuf.Type, message: Fields, path: string): ConstraintViolation[];
