// Types of compile-cache.js.

export function ownCacheFolder(candidates?: readonly string[]): string | undefined;

/** Keeps what is compiled from now on, unless that is done already. To be called before other code is loaded. */
export function keepCompiled(): void;
