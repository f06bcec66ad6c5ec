/** A token issuer that lives for one test run: its keys are made here and never leave the process. */
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

/** What a test case says about the token it sends; everything else is a claim. */
export interface TokenSpec {
  readonly iss: string;
  readonly sub: string;
  /** Signed by a key that is not in the set. */
  readonly foreignKey?: boolean;
  readonly expired?: boolean;
  /** Where it goes: a query parameter's name, or `header-name: prefix`; `Authorization: Bearer` unless given. */
  readonly in?: string;
  readonly [claim: string]: unknown;
}

export interface TokenIssuer {
  /** The public key set, as text for a manifest. */
  readonly jwks: string;
  token(spec: TokenSpec): Promise<string>;
}

/** A fresh issuer. */
export async function aTokenIssuer(): Promise<TokenIssuer> {
  const known = await generateKeyPair("RS256", { extractable: true });
  const foreign = await generateKeyPair("RS256", { extractable: true });
  const publicKey: JWK = { ...(await exportJWK(known.publicKey)), kid: "test", alg: "RS256", use: "sig" };
  return {
    jwks: JSON.stringify({ keys: [publicKey] }),
    token: ({ foreignKey = false, expired = false, in: _place, ...claims }) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: "RS256", kid: "test" })
        .setIssuedAt(now - 7200)
        .setExpirationTime(expired ? now - 3600 : now + 3600)
        .sign(foreignKey ? foreign.privateKey : known.privateKey);
    },
  };
}
