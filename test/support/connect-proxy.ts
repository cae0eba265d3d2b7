// An HTTP proxy on loopback, as companies have them: CONNECT for https, whole addresses for http, a password if wanted.

import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ConnectProxy extends AsyncDisposable {
  /** `host:port`. */
  readonly host: string;
  /** What was asked for: `CONNECT api.telegram.org:443`, or a method with the host of the address. */
  readonly asked: readonly string[];
  /** Every CONNECT and request gets this status from now on; `undefined`: they are let through. */
  refuse(status: number | undefined): void;
  /** Connections are taken, and nothing is ever said. */
  hang(): void;
}

/** @param password wanted of the user `bot` */
export async function startConnectProxy(password?: string): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let refusal: number | undefined;
  let hangs = false;
  const wanted = password && `Basic ${Buffer.from(`bot:${password}`).toString('base64')}`;
  const refusalOf = ({ headers }: IncomingMessage): number | undefined =>
    refusal ?? (wanted !== undefined && headers['proxy-authorization'] !== wanted ? 407 : undefined);

  const server = createServer((incoming, response) => {
    const target = new URL(incoming.url ?? '');
    asked.push(`${incoming.method} ${target.host}`);
    const status = refusalOf(incoming);
    if (hangs) return;
    if (status !== undefined) {
      response.writeHead(status).end('<html>no</html>');
      return;
    }
    const onward = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', (incoming: IncomingMessage, near: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const status = refusalOf(incoming);
    if (hangs) return;
    if (status !== undefined) {
      near.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const target = new URL(`http://${incoming.url}`);
    const far = connect(Number(target.port), target.hostname);
    sockets.add(far);
    far.on('connect', () => {
      near.write('HTTP/1.1 200 OK\r\n\r\n');
      far.pipe(near).pipe(far);
    });
    far.on('error', () => near.destroy());
    near.on('error', () => far.destroy());
    near.on('close', () => far.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refuse(status) {
      refusal = status;
    },
    hang() {
      hangs = true;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
