/**
 * How the bytes of a service port are understood. `http` also accepts HTTP/2 from clients and speaks HTTP/1.1 to
 * applications, `http2` speaks HTTP/2 with prior knowledge to them, `tcp` is carried as it is.
 */
export type Protocol = "http" | "http2" | "tcp";
