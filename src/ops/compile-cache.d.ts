// Types of compile-cache.js.

export function ownCacheFolder(candidates?: readonly string[]): string | undefined;

/** Keeps what is compiled from now on, unless that is done already. To be called before other code is loaded. */
export function keepCompiled(): void;

/** Lets go of what is read of the cache while code is loaded, if the cache is not new. Returns what ends it. */
export function letGoOfCompiled(): () => void;
