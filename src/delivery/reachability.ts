// Says in the log that Telegram cannot be reached, once for each cause, and when it can be reached again.

import type { Clock } from '../clock.ts';

export interface Reachability {
  /** A call got no answer, or one that Telegram itself does not give. */
  failed(method: string, cause: string): void;
  /** Telegram has answered a call, whatever it said. */
  answered(): void;
}

interface Log {
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

/** Between two lines on one cause, ms. */
const SAY_AGAIN_MS = 60_000;
/** Causes remembered; they hold no text from outside but a host's name and a status. */
const CAUSES = 50;

/** What the most common codes mean (Node, OpenSSL, undici). */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no server of this name is known',
  EAI_AGAIN: 'names cannot be looked up now (DNS)',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was closed',
  EHOSTUNREACH: 'no way leads to this host',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'half an answer in time',
  UND_ERR_SOCKET: 'the connection was closed',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is from an unknown issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is from an unknown issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is from an unknown issuer',
  PROXY_407: 'the proxy wants a user and a password; write them into its address, special characters as %40',
  PROXY_403: 'the proxy does not let the bot out to Telegram',
  PROXY_502: 'the proxy does not reach Telegram',
  PROXY_503: 'the proxy does not reach Telegram',
  PROXY_504: 'the proxy does not reach Telegram',
  PROXY_CLOSED: 'the proxy closed the connection',
  PROXY_TLS: 'the certificate of the proxy is for another name',
  PROXY_SOCKS5: 'the proxy refused the connection',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

export function createReachability(log: Log, clock: Pick<Clock, 'monotonic'>): Reachability {
  const said = new Map<string, number>();
  let failures = 0;
  let since: number | undefined;
  return {
    failed(method, cause) {
      const now = clock.monotonic();
      failures += 1;
      if (now - (said.get(cause) ?? Number.NEGATIVE_INFINITY) < SAY_AGAIN_MS) return;
      if (said.size >= CAUSES) said.clear();
      said.set(cause, now);
      since ??= now;
      const meaning = MEANINGS[cause.split(' ')[0] ?? ''];
      log.warn({ cause, ...(meaning ? { meaning } : {}), method }, 'Telegram cannot be reached; retrying');
    },
    answered() {
      if (since === undefined) return;
      const ms = Math.round(clock.monotonic() - since);
      log.info({ failures, ms }, 'Telegram can be reached again');
      since = undefined;
      failures = 0;
    },
  };
}
