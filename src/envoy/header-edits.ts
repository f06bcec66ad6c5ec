import { envoy } from "../../generated/envoy.js";
import type { HeaderEdits, HeaderValue } from "../ir/route.js";

type HeaderValueOption = envoy.config.core.v3.HeaderValueOption;

const { HeaderAppendAction } = envoy.config.core.v3.HeaderValueOption;

/** What a route and a weighted cluster have in common. */
export interface HeaderFields {
  readonly requestHeadersToAdd?: readonly HeaderValueOption[];
  readonly requestHeadersToRemove?: readonly string[];
  readonly responseHeadersToAdd?: readonly HeaderValueOption[];
  readonly responseHeadersToRemove?: readonly string[];
}

/** The fields of a route or a weighted cluster for these edits; nothing for no edits. */
export function headerFields(request: HeaderEdits | undefined, response: HeaderEdits | undefined): HeaderFields {
  const requestAdd = added(request);
  const requestRemove = removed(request);
  const responseAdd = added(response);
  const responseRemove = removed(response);
  return {
    ...(requestAdd.length > 0 && { requestHeadersToAdd: requestAdd }),
    ...(requestRemove.length > 0 && { requestHeadersToRemove: requestRemove }),
    ...(responseAdd.length > 0 && { responseHeadersToAdd: responseAdd }),
    ...(responseRemove.length > 0 && { responseHeadersToRemove: responseRemove }),
  };
}

/** The host that the edits put into the request; Envoy refuses to edit it as a header. */
export function hostFrom(edits: HeaderEdits | undefined): string | undefined {
  return [...(edits?.set ?? []), ...(edits?.add ?? [])].find((header) => isHost(header.name))?.value;
}

/** Envoy removes, then overwrites, then appends; a name that is both set and added is written once, as both would. */
function added(edits: HeaderEdits | undefined): readonly HeaderValueOption[] {
  if (edits === undefined) return [];
  const set = edits.set.filter((header) => !isHost(header.name));
  const add = edits.add.filter((header) => !isHost(header.name));
  const appended = (name: string): string[] => add.filter((header) => header.name === name).map((it) => it.value);
  return [
    ...set.map(({ name, value }) =>
      option({ name, value: [value, ...appended(name)].join(",") }, HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD),
    ),
    ...add
      .filter((header) => !set.some((other) => other.name === header.name))
      .map((header) => option(header, HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD)),
  ];
}

function removed(edits: HeaderEdits | undefined): readonly string[] {
  return (edits?.remove ?? []).filter((name) => !isHost(name));
}

function option(
  { name, value }: HeaderValue,
  appendAction: envoy.config.core.v3.HeaderValueOption.HeaderAppendAction,
): HeaderValueOption {
  // A percent sign starts one of Envoy's own variables.
  return { header: { key: name, value: value.replaceAll("%", "%%") }, appendAction, keepEmptyValue: true };
}

function isHost(name: string): boolean {
  return name === "host" || name.startsWith(":");
}
