// Whether the browser refuses an attempt because of the policy, told in the page and in workers alike. A request may also
// fail for want of a connection, which proves nothing: only the browser's own report of a violation counts.

/** Reports come within milliseconds; a way without a report by then counts as open. */
const PATIENCE_MILLISECONDS = 1_500;

/**
 * Tries `attempt`, which is to ask for `address`, and answers whether the policy refused just that.
 * @param address Absolute. Attempts under way side by side need different ones.
 */
export function refusedByPolicy(
  attempt: (address: string) => unknown,
  address: string,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (refused: boolean) => {
      clearTimeout(timer);
      globalThis.removeEventListener('securitypolicyviolation', onViolation);
      resolve(refused);
    };
    const onViolation = (event: Event) => {
      const { blockedURI, disposition } = event as SecurityPolicyViolationEvent;
      if (blockedURI === address && disposition === 'enforce') {
        settle(true);
      }
    };
    const timer = setTimeout(() => {
      settle(false);
    }, PATIENCE_MILLISECONDS);
    globalThis.addEventListener('securitypolicyviolation', onViolation);
    // Some ways throw, some reject, some say nothing: none of that decides.
    Promise.resolve()
      .then(() => attempt(address))
      .catch(() => undefined);
  });
}

/** An address of the page's own server that says which way was tried, and nothing else. */
export function probeAddress(way: string, base: string): string {
  const address = new URL('seal-probe', base);
  address.search = way;
  return address.href;
}

export function probeSocketAddress(way: string, base: string): string {
  return probeAddress(way, base).replace(/^http/, 'ws');
}
