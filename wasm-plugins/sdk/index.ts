/** What filters are made of. The entry points beside this file (`http-headers`, `http`, ...) say what the host may call. */
export { Bytes } from "./assembly/bytes";
export { dispatchHttpCall } from "./assembly/callouts";
export { Context, RootContext, StreamContext } from "./assembly/context";
export {
  cancelGrpcCall,
  cancelGrpcStream,
  closeGrpcStream,
  dispatchGrpcCall,
  getGrpcStatus,
  GrpcOutcome,
  grpcCluster,
  openGrpcStream,
  sendGrpcStreamMessage,
} from "./assembly/grpc";
export { decimalText } from "./assembly/decimal";
export { HeaderMap, Headers } from "./assembly/headers";
export { HttpContext } from "./assembly/http-context";
export { lastStatus } from "./assembly/incoming";
export {
  getLogLevel,
  isLogged,
  log,
  logBytes,
  logCritical,
  logDebug,
  logError,
  logInfo,
  logTrace,
  logWarn,
} from "./assembly/log";
export { Counter, Gauge, Histogram } from "./assembly/metrics";
export {
  clusterName,
  destinationAddress,
  getProperty,
  getPropertyBool,
  getPropertyF64,
  getPropertyI64,
  getPropertyText,
  isMtls,
  peerSubject,
  peerUri,
  pluginName,
  pluginRootId,
  pluginVmId,
  propertyPath,
  requestDuration,
  requestedServerName,
  requestHost,
  requestId,
  requestMethod,
  requestPath,
  requestProtocol,
  requestSize,
  requestTime,
  requestUrlPath,
  responseCode,
  responseCodeDetails,
  responseSize,
  routeName,
  setProperty,
  setPropertyText,
  sourceAddress,
  sourceIp,
  upstreamAddress,
} from "./assembly/properties";
export { setRootContext } from "./assembly/registry";
export {
  callForeignFunction,
  clearRouteCache,
  getSharedData,
  setSharedData,
  SharedData,
  SharedDataUpdate,
  SharedQueue,
  updateSharedData,
} from "./assembly/shared";
export { getCurrentTime, getCurrentTimeMs, randomU64 } from "./assembly/time";
export {
  Action,
  BufferType,
  GrpcStatus,
  LogLevel,
  MapType,
  MetricType,
  PeerType,
  Status,
  StreamType,
} from "./assembly/types";
