/**
 * Every code waymark can print. A code never changes meaning and is never reused. One file a range:
 * WM1xxx sources, WM2xxx schema, WM3xxx binding, WM4xxx routes, WM5xxx policies, WM6xxx wasm, WM7xxx xDS and the runtime, WM8xxx validation.
 */
import { accessCodes } from "./catalogue-access.js";
import { adviceCodes } from "./catalogue-advice.js";
import { bindingCodes } from "./catalogue-binding.js";
import { bypassCodes } from "./catalogue-bypasses.js";
import { entryCodes } from "./catalogue-entries.js";
import { externalCodes } from "./catalogue-external.js";
import { keyCodes } from "./catalogue-keys.js";
import { onwardCodes } from "./catalogue-onward.js";
import { policyCodes } from "./catalogue-policies.js";
import { routeKindCodes } from "./catalogue-route-kinds.js";
import { routeRuleCodes } from "./catalogue-route-rules.js";
import { routeCodes } from "./catalogue-routes.js";
import { runtimeCodes } from "./catalogue-runtime.js";
import { schemaCodes } from "./catalogue-schema.js";
import { sourceCodes } from "./catalogue-sources.js";
import { validationCodes } from "./catalogue-validation.js";
import { wasmCodes } from "./catalogue-wasm.js";
import { xdsCodes } from "./catalogue-xds.js";
export const catalogue = {
    ...sourceCodes,
    ...schemaCodes,
    ...bindingCodes,
    ...entryCodes,
    ...routeCodes,
    ...routeKindCodes,
    ...routeRuleCodes,
    ...onwardCodes,
    ...policyCodes,
    ...keyCodes,
    ...externalCodes,
    ...accessCodes,
    ...bypassCodes,
    ...adviceCodes,
    ...wasmCodes,
    ...xdsCodes,
    ...runtimeCodes,
    ...validationCodes,
};
//# sourceMappingURL=catalogue.js.map