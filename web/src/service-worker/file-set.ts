// The files of one version of the page, as `scripts/file-set.mjs` writes them into the built service worker.
import type { Variant } from '../classifier/types.ts';

export interface SetFile {
  /** Relative to the page. */
  url: string;
  /** "sha256-..." of its content, as in Subresource Integrity. */
  integrity: string;
  /** Only for the build that runs on this variant of the module. */
  variant?: Variant;
}

/** Those that a device with this variant needs. */
export function filesFor(files: SetFile[], variant: Variant): SetFile[] {
  return files.filter((file) => file.variant === undefined || file.variant === variant);
}
