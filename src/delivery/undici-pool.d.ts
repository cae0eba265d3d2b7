// The one part of undici that every start loads, with the types that the whole package has.
// See docs/decisions/0003: the package's entry also loads fetch, WebSocket, a cache and mocks.

declare module 'undici/lib/dispatcher/pool.js' {
  export { Pool as default } from 'undici';
}
