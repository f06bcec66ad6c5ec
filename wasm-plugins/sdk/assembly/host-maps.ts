// Header maps and buffers of the host, by number. The contexts give them their names.

import {
  proxy_add_header_map_value,
  proxy_get_buffer_bytes,
  proxy_get_buffer_status,
  proxy_get_header_map_pairs,
  proxy_get_header_map_size,
  proxy_get_header_map_value,
  proxy_remove_header_map_value,
  proxy_replace_header_map_value,
  proxy_set_buffer_bytes,
  proxy_set_header_map_pairs,
} from "./abi";
import { Bytes } from "./bytes";
import { HeaderMap, Headers } from "./headers";
import {
  answerAt,
  answeredBytes,
  answeredText,
  answerMore,
  answerSize,
  expectBytes,
  expectText,
  succeeded,
} from "./incoming";
import { lengthAt, outgoing } from "./outgoing";
import { Status } from "./types";

export function mapSize(map: u32): i32 {
  store<u32>(answerMore, 0);
  return succeeded(proxy_get_header_map_size(map, answerMore)) ? load<i32>(answerMore) : 0;
}

export function mapPairs(map: u32): HeaderMap {
  expectBytes();
  const pairs = answeredBytes(proxy_get_header_map_pairs(map, answerAt, answerSize));
  return new HeaderMap(pairs === null ? Bytes.alloc(4) : pairs);
}

export function setMapPairs(map: u32, headers: Headers): bool {
  const pairs = headers.serialized();
  if (pairs === null) return succeeded(Status.BadArgument);
  return succeeded(proxy_set_header_map_pairs(map, changetype<usize>(pairs), pairs.length));
}

export function mapText(map: u32, name: string): string | null {
  const key = outgoing(name);
  expectText();
  return answeredText(proxy_get_header_map_value(map, key, lengthAt(key), answerAt, answerSize));
}

export function mapBytes(map: u32, name: string): Bytes | null {
  const key = outgoing(name);
  expectBytes();
  return answeredBytes(proxy_get_header_map_value(map, key, lengthAt(key), answerAt, answerSize));
}

export function addToMap(map: u32, name: string, value: string): bool {
  const key = outgoing(name);
  const text = outgoing(value);
  return succeeded(proxy_add_header_map_value(map, key, lengthAt(key), text, lengthAt(text)));
}

export function addBytesToMap(map: u32, name: string, value: Bytes): bool {
  const key = outgoing(name);
  return succeeded(proxy_add_header_map_value(map, key, lengthAt(key), changetype<usize>(value), value.length));
}

export function replaceInMap(map: u32, name: string, value: string): bool {
  const key = outgoing(name);
  const text = outgoing(value);
  return succeeded(proxy_replace_header_map_value(map, key, lengthAt(key), text, lengthAt(text)));
}

export function replaceBytesInMap(map: u32, name: string, value: Bytes): bool {
  const key = outgoing(name);
  return succeeded(proxy_replace_header_map_value(map, key, lengthAt(key), changetype<usize>(value), value.length));
}

export function removeFromMap(map: u32, name: string): bool {
  const key = outgoing(name);
  return succeeded(proxy_remove_header_map_value(map, key, lengthAt(key)));
}

export function bufferBytes(buffer: u32, start: i32, max: i32): Bytes | null {
  expectBytes();
  return answeredBytes(proxy_get_buffer_bytes(buffer, start, max, answerAt, answerSize));
}

export function bufferSize(buffer: u32): i32 {
  store<u64>(answerMore, 0);
  return succeeded(proxy_get_buffer_status(buffer, answerMore, answerMore + 4)) ? load<i32>(answerMore) : -1;
}

export function setBufferBytes(buffer: u32, start: i32, size: i32, data: Bytes): bool {
  return succeeded(proxy_set_buffer_bytes(buffer, start, size, changetype<usize>(data), data.length));
}

export function setBufferText(buffer: u32, start: i32, size: i32, data: string): bool {
  const text = outgoing(data);
  return succeeded(proxy_set_buffer_bytes(buffer, start, size, text, lengthAt(text)));
}
