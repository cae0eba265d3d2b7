// A load balancer in front of several processes: each post goes to the next one, or to all of them.

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer extends AsyncDisposable {
  /** The public address, for WEBHOOK_URL. */
  readonly url: string;
  /** Where posts go from now on: to one after the other, from the first, or each to all. */
  route(targets: readonly string[], how?: 'in turn' | 'to all'): void;
}

export async function startBalancer(path: string): Promise<Balancer> {
  let targets: readonly string[] = [];
  let how: 'in turn' | 'to all' = 'in turn';
  let turn = 0;

  async function forward(request: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    turn += 1;
    const to = how === 'to all' ? targets : [targets[turn % targets.length] ?? ''];
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': String(request.headers['x-telegram-bot-api-secret-token']),
    };
    const answers = await Promise.all(
      to.map((url) => fetch(`${url}${path}`, { method: 'POST', headers, body: Buffer.concat(chunks) })),
    );
    return answers[0]?.status ?? 503;
  }

  const server = createServer((request, response) => {
    forward(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(502).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    route(next, nextHow = 'in turn') {
      targets = next;
      how = nextHow;
      turn = -1;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
