import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";

export const ISSUER = "https://auth.example.com";

/** A key of a service that is not there, and tokens of it: of any kind, wrong ones included. */
export async function createSigner(alg = "EdDSA", kid = `key-${alg}`) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: "sig" };

  return {
    jwk,
    privateKey,
    /** Good as it is, with what is different about it. Times are seconds from `at`. */
    async token(
      different: {
        claims?: JWTPayload;
        header?: Partial<JWTHeaderParameters>;
        key?: CryptoKey | Uint8Array;
        at?: number;
      } = {},
    ): Promise<string> {
      const iat = Math.floor((different.at ?? Date.now()) / 1_000);
      const claims: JWTPayload = {
        iss: ISSUER,
        aud: ISSUER,
        sub: "usr_hana",
        sid: "ses_one",
        jti: "token-one",
        iat,
        exp: iat + 300,
        auth_time: iat - 60,
        amr: ["pwd"],
        scope: "account",
        ...different.claims,
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg, kid, typ: "at+jwt", ...different.header })
        .sign(different.key ?? privateKey);
    },
  };
}

export type Signer = Awaited<ReturnType<typeof createSigner>>;
