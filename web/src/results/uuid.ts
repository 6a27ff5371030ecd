// A random UUID (version 4, RFC 9562), also where the page has no secure context and so no `crypto.randomUUID`.

export function randomUuid(): string {
  const { randomUUID } = crypto as { randomUUID?: Crypto['randomUUID'] };
  return randomUUID?.call(crypto) ?? formatted(crypto.getRandomValues(new Uint8Array(16)));
}

function formatted(random: Uint8Array): string {
  const hexadecimal = Array.from(random, (byte, at) =>
    withVersion(byte, at).toString(16).padStart(2, '0'),
  ).join('');
  return hexadecimal.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function withVersion(byte: number, at: number): number {
  if (at === 6) {
    return (byte & 0x0f) | 0x40;
  }
  return at === 8 ? (byte & 0x3f) | 0x80 : byte;
}
