// Trusted Types: where a page asks for them, the address of a worker must have come through a policy with a name that the page knows.

/** What is used of Trusted Types, which not every browser has. */
interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ) => { createScriptURL: (address: string) => unknown };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** The address for `new Worker`: an object that it takes in place of a string, where the browser has Trusted Types. */
export function trusted(address: string): string {
  const { trustedTypes } = self as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('lesionlens', { createScriptURL: (own) => own });
  return (policy?.createScriptURL(address) ?? address) as string;
}
