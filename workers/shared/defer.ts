/** Work that starts when the answer is made: nobody waits for it, and no time tells that there was any. */
export type Defer = (work: () => Promise<unknown>) => void;
