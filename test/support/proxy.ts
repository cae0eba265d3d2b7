// A proxy between a process and PostgreSQL that a test can slow down or freeze.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Proxy extends AsyncDisposable {
  /** The database, through this proxy. */
  readonly url: string;
  /** From now on everything sent to the database comes later by this, ms. */
  delay(ms: number): void;
  /** Nothing comes through from now on; connections stay open. */
  hold(): void;
  /** New connections work again; held ones are closed. */
  release(): void;
}

export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isHeld = false;
  let delayMs = 0;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  }
  function cutAll(): void {
    for (const socket of sockets) socket.destroy();
  }

  const server = createServer((near) => {
    keep(near);
    if (isHeld) return;
    const far = connect(Number(port), hostname);
    keep(far);
    far.pipe(near);
    near.on('data', (data) => {
      if (delayMs === 0) far.write(data);
      else setTimeout(() => far.write(data), delayMs);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(address.port) }).href,
    delay(ms) {
      delayMs = ms;
    },
    hold() {
      isHeld = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    release() {
      if (isHeld) cutAll();
      isHeld = false;
    },
    async [Symbol.asyncDispose]() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
