import type { envoy, TypedMessage } from "../../generated/envoy.js";

type TypedExtensionConfig = envoy.config.core.v3.TypedExtensionConfig;

const executeFilter = "envoy.extensions.filters.http.composite.v3.ExecuteFilterAction";

/** `extension` with the plugins that it refers to in their places: in a static configuration there is nobody to ask for them. */
export function withPluginsInPlace<T>(
  extension: T,
  pluginNamed: (name: string) => TypedExtensionConfig | undefined,
): T {
  return inPlace(extension, pluginNamed) as T;
}

function inPlace(value: unknown, pluginNamed: (name: string) => TypedExtensionConfig | undefined): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map((each) => inPlace(each, pluginNamed));
  const plugin = isAction(value) ? pluginNamed(value.value.dynamicConfig?.name ?? "") : undefined;
  if (plugin !== undefined) return { type: executeFilter, value: { typedConfig: plugin } };
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inPlace(each, pluginNamed)]));
}

function isAction(value: object): value is Extract<TypedMessage, { readonly type: typeof executeFilter }> {
  return "type" in value && value.type === executeFilter;
}
