// Telegram is reached through a proxy, and where the proxy is at fault the log says so, without its password.

import { afterEach, describe, expect, it } from 'vitest';
import { createTransport, type Transport, TransportError } from '../../src/delivery/telegram.ts';
import { Secret } from '../../src/ops/secret.ts';
import { startStage } from '../support/bot.ts';
import { startConnectProxy } from '../support/connect-proxy.ts';

const PASSWORD = 's@cret';
const through = (host: string, user = '') => ({
  proxy: { url: new Secret(`http://${user}${host}`), variable: 'HTTP_PROXY' },
});

it('a person is answered through it, and everything goes that way', async () => {
  await using proxy = await startConnectProxy(PASSWORD);
  await using stage = await startStage(through(proxy.host, 'bot:s%40cret@'));
  const anna = stage.people.someone();
  await anna.sends('/ukraine');
  await anna.sees(/Ukraine/);
  const { host } = new URL(stage.telegram.url);
  expect(new Set(proxy.asked)).toEqual(new Set([`POST ${host}`]));
  expect(proxy.asked.length).toBeGreaterThanOrEqual(stage.telegram.calls.length);
  const log = stage.log.join('');
  expect(log).toContain(`"proxy":"${proxy.host}"`);
  expect(log).not.toMatch(/s@cret|s%40cret/);
});

it('a proxy that fails for a while delays an answer, and is named with its host', async () => {
  await using proxy = await startConnectProxy();
  await using stage = await startStage(through(proxy.host));
  const anna = stage.people.someone();
  proxy.refuse(407);
  await anna.sends('/ukraine');
  await expect.poll(() => stage.log.join('')).toContain(`"cause":"PROXY_407 from ${proxy.host}"`);
  proxy.refuse(undefined);
  await anna.sees(/Ukraine/);
  expect(stage.log.join('')).toContain('the proxy wants a user and a password');
});

describe('https is tunnelled, and a failure names who failed', () => {
  let transport: Transport | undefined;
  afterEach(() => transport?.close());

  async function failure(proxy: string, target = 'https://api.telegram.org'): Promise<TransportError> {
    transport = createTransport({
      apiRoot: target,
      token: new Secret('1:token'),
      ...through(proxy, 'bot:s%40cret@'),
    });
    const error = await transport.call('sendMessage', {}).catch((reason: unknown) => reason);
    if (!(error instanceof TransportError)) throw new Error('no failure');
    expect(JSON.stringify([error, error.message, error.stack])).not.toMatch(/s@cret|s%40cret|1:token/);
    return error;
  }

  it.each([407, 403, 502])('the proxy’s status %i', async (status) => {
    await using proxy = await startConnectProxy(PASSWORD);
    proxy.refuse(status);
    const { failure: why, details } = await failure(proxy.host);
    expect(proxy.asked).toEqual(['CONNECT api.telegram.org:443']);
    expect(why).toEqual({ reason: 'unreachable', arrived: 'no' });
    expect(details).toEqual({ code: `PROXY_${status}`, host: proxy.host });
  });

  it('a proxy that is not there, and one that says nothing', async () => {
    const proxy = await startConnectProxy(PASSWORD);
    proxy.hang();
    const hanging = await failure(proxy.host);
    expect(hanging.details).toEqual({ code: 'UND_ERR_HEADERS_TIMEOUT', host: proxy.host });
    expect(hanging.failure).toEqual({ reason: 'unreachable', arrived: 'no' });
    await transport?.close();
    await proxy[Symbol.asyncDispose]();
    const gone = await failure(proxy.host);
    expect(gone.details).toEqual({ code: 'ECONNREFUSED', host: proxy.host });
  });

  it('a server behind the proxy that speaks no TLS', async () => {
    await using proxy = await startConnectProxy(PASSWORD);
    const { details } = await failure(proxy.host, `https://${proxy.host}`);
    expect(proxy.asked).toEqual([`CONNECT ${proxy.host}`]);
    expect(details.host).toBe(proxy.host);
    expect(details.code).toMatch(/SSL|EPROTO|ECONNRESET|UND_ERR_SOCKET/);
  });
});
