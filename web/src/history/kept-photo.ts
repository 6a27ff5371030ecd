// The blob: addresses under which kept photos are shown, one for each entry, freed when the entry goes.
import type { HistoryEntry } from './entry.ts';

export class KeptPhotoAddresses {
  readonly #addresses = new Map<number, string>();

  /** Undefined for an entry without a photo. */
  of({ id, photo }: HistoryEntry): string | undefined {
    const known = this.#addresses.get(id);
    if (known !== undefined || !photo) {
      return known;
    }
    const address = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
    this.#addresses.set(id, address);
    return address;
  }

  /** Frees those of entries that are no longer there. */
  keepOnly(entries: HistoryEntry[]): void {
    for (const [id, address] of this.#addresses) {
      if (!entries.some((entry) => entry.id === id)) {
        URL.revokeObjectURL(address);
        this.#addresses.delete(id);
      }
    }
  }
}
