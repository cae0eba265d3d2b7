// Types of compile-cache.js.

export declare function ownCacheFolder(candidates?: readonly string[]): string | undefined;
