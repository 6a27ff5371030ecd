// Which weights these are, beyond doubt.

/** In hexadecimal; undefined outside secure contexts (plain http from another machine), where browsers do not hash. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  // The type says that `subtle` is always there; it is not.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) {
    return undefined;
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
