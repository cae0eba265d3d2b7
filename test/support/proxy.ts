// A proxy between a process and PostgreSQL whose connections a test can cut or freeze.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Proxy extends AsyncDisposable {
  /** The database, through this proxy. */
  readonly url: string;
  /** Nothing comes through from now on; connections stay open. */
  hold(): void;
  /** All connections are closed, and new ones at once. */
  cut(): void;
  /** New connections work again; held ones are closed. */
  release(): void;
}

/** @param delayMs by how much everything sent to the database is delayed */
export async function startProxy(target: string, delayMs = 0): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'open' | 'held' | 'cut' = 'open';

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
    if (state === 'cut') {
      near.destroy();
      return;
    }
    if (state === 'held') return;
    const far = connect(Number(port), hostname);
    keep(far);
    far.pipe(near);
    if (delayMs === 0) near.pipe(far);
    else near.on('data', (data) => setTimeout(() => far.write(data), delayMs));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(address.port) }).href,
    hold() {
      state = 'held';
      for (const socket of sockets) socket.unpipe().pause();
    },
    cut() {
      state = 'cut';
      cutAll();
    },
    release() {
      if (state === 'held') cutAll();
      state = 'open';
    },
    async [Symbol.asyncDispose]() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
