import { proxy_get_log_level, proxy_log } from "./abi";
import { Bytes } from "./bytes";
import { answerMore, succeeded } from "./incoming";
import { lengthAt, outgoing } from "./outgoing";
import { LogLevel } from "./types";

/** Writes a line to the log of the proxy (`proxy_log`). */
export function log(level: LogLevel, message: string): void {
  const text = outgoing(message);
  succeeded(proxy_log(level, text, lengthAt(text)));
}

/** As `log()` for bytes of any kind (`proxy_log`). */
export function logBytes(level: LogLevel, message: Bytes): void {
  succeeded(proxy_log(level, changetype<usize>(message), message.length));
}

/** Writes a line at level trace (`proxy_log`). */
export function logTrace(message: string): void {
  log(LogLevel.Trace, message);
}

/** Writes a line at level debug (`proxy_log`). */
export function logDebug(message: string): void {
  log(LogLevel.Debug, message);
}

/** Writes a line at level info (`proxy_log`). */
export function logInfo(message: string): void {
  log(LogLevel.Info, message);
}

/** Writes a line at level warn (`proxy_log`). */
export function logWarn(message: string): void {
  log(LogLevel.Warn, message);
}

/** Writes a line at level error (`proxy_log`). */
export function logError(message: string): void {
  log(LogLevel.Error, message);
}

/** Writes a line at level critical (`proxy_log`). */
export function logCritical(message: string): void {
  log(LogLevel.Critical, message);
}

/** The least level that the proxy shows at the moment (`proxy_get_log_level`). */
export function getLogLevel(): LogLevel {
  store<u32>(answerMore, LogLevel.Info);
  succeeded(proxy_get_log_level(answerMore));
  return load<u32>(answerMore);
}

/** Whether a line of that level would be shown (`proxy_get_log_level`): ask before building one that costs. */
export function isLogged(level: LogLevel): bool {
  return getLogLevel() <= level;
}
