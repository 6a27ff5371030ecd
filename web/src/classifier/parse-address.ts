// `URL.parse`, which Safari has only from 18 on.

/** Undefined where `address` is none. */
export function parseAddress(address: string | URL, base: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
