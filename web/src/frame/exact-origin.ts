// Origins that one names exactly: "https://portal.example", and nothing that would fit more than one.

/** Whether `text` is an origin of http or https as browsers write it: no path, no slash at its end, no wildcard, not "null". */
export function isExactOrigin(text: string): boolean {
  try {
    const { origin, protocol } = new URL(text);
    // A URL's host may hold an asterisk; here it can only be meant as a wildcard.
    const web = protocol === 'https:' || protocol === 'http:';
    return web && origin === text && !text.includes('*');
  } catch {
    return false;
  }
}

/** Those that the frame's own address names, `?origin=https://portal.example`, once or more; others are told and left out. */
export function namedOrigins(address: URL): string[] {
  return address.searchParams.getAll('origin').filter((text) => {
    const exact = isExactOrigin(text);
    if (!exact) {
      console.warn(
        `Lesionlens: "${text}" is no exact origin such as https://portal.example; nothing is sent there.`,
      );
    }
    return exact;
  });
}
