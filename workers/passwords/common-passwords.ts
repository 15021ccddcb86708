import { AppError } from "../shared/errors.ts";
import { isListed, readPasswordList } from "./password-list.ts";

const ADDRESS = "https://assets.local/common-passwords.bin";

export interface Assets {
  fetch(address: string): Promise<Response>;
}

export interface CommonPasswords {
  has(password: string): Promise<boolean>;
}

/** Bytes, never the promise of them: a request must not wait for what another one has asked for. */
const loaded = new WeakMap<Assets, Uint8Array>();

/** Read on first need, then kept for as long as the isolate keeps its binding. */
export function createCommonPasswords(assets: Assets): CommonPasswords {
  return {
    async has(password) {
      const records = loaded.get(assets) ?? (await load(assets));
      loaded.set(assets, records);
      return isListed(records, password);
    },
  };
}

/** Without the list passwords would pass unchecked, so a build that lacks it fails loudly. */
async function load(assets: Assets): Promise<Uint8Array> {
  const response = await assets.fetch(ADDRESS);
  const records = readPasswordList(new Uint8Array(await response.arrayBuffer()));
  if (response.status !== 200 || records === null) {
    throw new AppError("internal", {
      reason: "common-passwords.bin is missing from the assets, or broken: build again",
    });
  }
  return records;
}
