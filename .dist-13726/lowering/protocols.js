/** `appProtocol` values, and the names (or first parts of names) of ports. Encrypted protocols are carried as they are. */
const declarations = {
    http: "http",
    "kubernetes.io/ws": "http",
    http2: "http2",
    "kubernetes.io/h2c": "http2",
    grpc: "http2",
    "grpc-web": "http2",
    tcp: "tcp",
    tls: "tcp",
    https: "tcp",
    "kubernetes.io/wss": "tcp",
    mongo: "tcp",
    mysql: "tcp",
    redis: "tcp",
    postgres: "tcp",
    postgresql: "tcp",
};
/**
 * Ports whose servers usually speak first, or never speak HTTP. Waiting for the client's first bytes to learn the
 * protocol would hang there: FTP, SSH, telnet, SMTP, DNS, POP3, IMAP, submission, MySQL, PostgreSQL, Redis, MongoDB.
 */
const neverHttp = new Set([21, 22, 23, 25, 53, 110, 143, 587, 3306, 5432, 6379, 27017]);
/**
 * How the bytes of a port are understood: what was declared (`appProtocol`, then the port's name up to the first
 * dash), then what its number says, then whether there are L7 rules to apply. Nothing is ever sniffed.
 */
export function protocolOf(port, isJudgedByHttp) {
    const declared = declaredProtocol(port);
    if (declared !== undefined)
        return { protocol: declared, because: "declared" };
    if (neverHttp.has(port.port))
        return { protocol: "tcp", because: "server-first-port" };
    if (isJudgedByHttp())
        return { protocol: "http", because: "l7-configured" };
    return { protocol: "tcp", because: "nothing-l7-configured" };
}
/** The protocol that `appProtocol` or the port's name declares. */
function declaredProtocol(port) {
    const { name = "", appProtocol = "" } = port;
    const own = (key) => (Object.hasOwn(declarations, key) ? declarations[key] : undefined);
    if (appProtocol !== "") {
        const declared = own(appProtocol.toLowerCase());
        if (declared !== undefined)
            return declared;
    }
    if (name === "grpc-web" || name.startsWith("grpc-web-"))
        return "http2";
    return own(name.split("-")[0] ?? "");
}
//# sourceMappingURL=protocols.js.map