/**
 * An issuer of tokens for this example: a fresh key pair, of which only the public half is written, into issuer.yaml,
 * which makes the waypoint verify its tokens. Prints a token for each of the named people.
 *
 *   node examples/opa/issuer.mjs alice bob:staff     (a name, and the groups it is in)
 */
import { writeFile } from "node:fs/promises";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

const issuer = "https://issuer.example";
const { publicKey, privateKey } = await generateKeyPair("ES256");
const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "example", alg: "ES256", use: "sig" }] });
const manifest = {
  apiVersion: "security.istio.io/v1",
  kind: "RequestAuthentication",
  metadata: { name: "people", namespace: "shop" },
  spec: {
    targetRefs: [{ group: "", kind: "Service", name: "orders" }],
    jwtRules: [{ issuer, jwks }],
  },
};
// JSON is YAML.
await writeFile(new URL("issuer.yaml", import.meta.url), `${JSON.stringify(manifest, undefined, 2)}\n`);
for (const person of process.argv.slice(2)) {
  const [name, ...groups] = person.split(":");
  const token = await new SignJWT({ groups })
    .setProtectedHeader({ alg: "ES256", kid: "example" })
    .setIssuer(issuer)
    .setSubject(name)
    .setExpirationTime("24h")
    .sign(privateKey);
  console.log(`${name} ${token}`);
}
