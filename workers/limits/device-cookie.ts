import type { Keyring } from "../shared/keyring.ts";
export interface DeviceMarks {
  lane(userId: string, voidBefore: Date): string | null;
}
export function createDeviceMarks(_: Keyring) {
  return {
    read: async (_value: string | null): Promise<DeviceMarks> => ({ lane: () => null }),
    mark: async (_marks: DeviceMarks, _userId: string, _now: Date) => "stub",
  };
}
