/** A token issuer that lives for one test run: its keys are made here and never leave the process. */
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from "jose";

/** What a test case says about the token it sends; everything else is a claim. */
export interface TokenSpec {
  readonly iss: string;
  readonly sub?: string;
  /** Signed by a key that is not in the set, but in `foreignJwks`. */
  readonly foreignKey?: boolean;
  /** `RS256` unless given. `none`: not signed at all. `HS256`: signed with the text of a public key as the secret. */
  readonly alg?: string;
  /** The key's name in the token's header, instead of the right one; `null`: none. */
  readonly kid?: string | null;
  readonly expired?: boolean;
  /** Seconds from now, instead of an hour; `null`: the token holds for ever. */
  readonly expiresIn?: number | null;
  /** Seconds from now from which on the token holds. */
  readonly validIn?: number;
  /** Where it goes: a query parameter's name, or `header-name: prefix`; `Authorization: Bearer` unless given. */
  readonly in?: string;
  readonly [claim: string]: unknown;
}

export interface TokenIssuer {
  /** The public key set, as text for a manifest. */
  readonly jwks: string;
  /** The public key set of the `foreignKey`. */
  readonly foreignJwks: string;
  token(spec: TokenSpec): Promise<string>;
}

/** Keys besides `test`, each named as its first algorithm. `RSA` says nothing of the algorithm, so it does for all. */
const families: Readonly<Record<string, readonly string[]>> = {
  RSA: ["RS384", "RS512", "PS256", "PS384", "PS512"],
  ES256: ["ES256"],
  ES384: ["ES384"],
  ES512: ["ES512"],
  EdDSA: ["EdDSA"],
};

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

/** A fresh issuer. */
export async function aTokenIssuer(): Promise<TokenIssuer> {
  const [known, foreign] = [await pairFor("RS256"), await pairFor("RS256")];
  const others = await Promise.all(
    Object.entries(families).map(async ([kid, [alg = ""]]) => ({ kid, pair: await pairFor(alg) })),
  );
  const jwks = await Promise.all([
    publicKey(known, { kid: "test", alg: "RS256" }),
    ...others.map(({ kid, pair }) => publicKey(pair, { kid, ...(kid === "RSA" ? {} : { alg: kid }) })),
  ]);
  const secret = new TextEncoder().encode(await exportSPKI(known.publicKey));
  const signer = async (alg: string): Promise<{ readonly kid: string; readonly key: JWK | Uint8Array }> => {
    if (alg === "HS256") return { kid: "test", key: secret };
    const kid = Object.keys(families).find((name) => families[name]?.includes(alg)) ?? "test";
    return { kid, key: await exportJWK((others.find((other) => other.kid === kid)?.pair ?? known).privateKey) };
  };
  return {
    jwks: JSON.stringify({ keys: jwks }),
    foreignJwks: JSON.stringify({ keys: [await publicKey(foreign, { kid: "test", alg: "RS256" })] }),
    token: async (spec) => {
      const { foreignKey = false, alg = "RS256", kid, expired, expiresIn, validIn, in: _place, ...claims } = spec;
      const payload = { ...claims, ...lifetime({ expired, expiresIn, validIn }) };
      if (alg === "none") return new UnsecuredJWT(payload).encode();
      const { kid: own, key } = await signer(alg);
      const header = { alg, ...(kid !== null && { kid: kid ?? own }) };
      return new SignJWT(payload).setProtectedHeader(header).sign(foreignKey ? foreign.privateKey : key);
    },
  };
}

function pairFor(alg: string): Promise<Pair> {
  return generateKeyPair(alg, { extractable: true, ...(alg === "EdDSA" && { crv: "Ed25519" }) });
}

async function publicKey({ publicKey: key }: Pair, names: JWK): Promise<JWK> {
  return { ...(await exportJWK(key)), ...names, use: "sig" };
}

interface Lifetime {
  readonly expired: boolean | undefined;
  readonly expiresIn: number | null | undefined;
  readonly validIn: number | undefined;
}

function lifetime({ expired, expiresIn, validIn }: Lifetime): object {
  const now = Math.floor(Date.now() / 1000);
  const life = expiresIn === undefined ? (expired ? -3600 : 3600) : expiresIn;
  return {
    iat: now - 7200,
    ...(life !== null && { exp: now + life }),
    ...(validIn !== undefined && { nbf: now + validIn }),
  };
}
