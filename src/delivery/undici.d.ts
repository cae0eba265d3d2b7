// Types of the deep import in connections.ts: those that the whole package has.

declare module 'undici/lib/dispatcher/pool.js' {
  export { Pool as default } from 'undici';
}
