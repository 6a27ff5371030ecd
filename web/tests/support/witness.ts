// A witness beside the page's server: everything that reaches this machine from the browser goes through it, whatever kind of
// request it was, and is kept byte by byte. It listens on TCP, in front of the page's server, and on UDP, as a STUN server would.
import { createSocket } from 'node:dgram';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface Witness {
  /** The page, by way of the witness. */
  url: string;
  /** Of a STUN server, for WebRTC. */
  stunUrl: string;
  /** Connections opened, packets and bytes received since the last `forget`. */
  heard: () => { connections: number; packets: number; bytes: Buffer };
  forget: () => void;
  close: () => Promise<void>;
}

export async function startWitness(serverUrl: string): Promise<Witness> {
  const server = new URL(serverUrl);
  let connections = 0;
  let packets = 0;
  let chunks: Buffer[] = [];

  const tcp = createServer((browser) => {
    connections++;
    const upstream = connect(Number(server.port), '127.0.0.1');
    browser.on('data', (chunk) => chunks.push(chunk));
    browser.pipe(upstream).pipe(browser);
    browser.on('error', () => upstream.destroy());
    upstream.on('error', () => browser.destroy());
  });
  const udp = createSocket('udp4', (packet) => {
    packets++;
    chunks.push(packet);
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${server.pathname}`,
    stunUrl: `stun:127.0.0.1:${udp.address().port}`,
    heard: () => ({ connections, packets, bytes: Buffer.concat(chunks) }),
    forget: () => {
      connections = packets = 0;
      chunks = [];
    },
    close: async () => {
      await new Promise((resolve) => {
        udp.close(() => {
          resolve(undefined);
        });
      });
      tcp.close(); // the browser's connections end with the browser
    },
  };
}
