import type { HeaderChange } from "./headers.js";
import { headerText } from "./headers.js";
import type { SentRequest } from "./request.js";

/** What gRPC clients are told instead of a status (https://grpc.github.io/grpc/core/md_doc_http-grpc-status-mapping.html). */
const grpcStatuses: Readonly<Record<number, number>> = {
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
};
const unknown = 2;

/** Whether a request is a gRPC call, which its content type shows. */
export function isGrpc({ headers }: Pick<SentRequest, "headers">): boolean {
  const type = headerText(headers, "content-type");
  return type === "application/grpc" || type?.startsWith("application/grpc+") === true;
}

/** An answer of a proxy as its client gets it: gRPC calls are always answered with 200, and a status of their own. */
export function answeredTo(
  request: Pick<SentRequest, "headers">,
  status: number,
): { readonly status: number; readonly headers: readonly HeaderChange[] } {
  if (!isGrpc(request)) return { status, headers: [] };
  const written = (name: string, value: string): HeaderChange => ({ name, keeps: false, values: [value] });
  const grpcStatus = String(grpcStatuses[status] ?? unknown);
  return { status: 200, headers: [written("content-type", "application/grpc"), written("grpc-status", grpcStatus)] };
}
