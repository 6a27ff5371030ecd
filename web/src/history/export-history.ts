// The history as one JSON file, for the person to save: results as they are, photos as data: addresses.
import type { HistoryEntry, KeptPhoto, KeptResult } from './entry.ts';

export interface ExportedHistory {
  format: 'lesionlens-history/1';
  /** ISO 8601 in UTC. */
  exported: string;
  entries: { result: KeptResult; photo?: string }[];
}

export async function exportHistory(entries: HistoryEntry[], now: Date): Promise<ExportedHistory> {
  return {
    format: 'lesionlens-history/1',
    exported: now.toISOString(),
    entries: await Promise.all(
      entries.map(async ({ result, photo }) => ({
        result,
        ...(photo && { photo: await dataAddress(photo) }),
      })),
    ),
  };
}

/** Hands a file of the page's own making to the person, who chooses where it goes. */
export function saveJson(content: unknown, fileName: string): void {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  // The browser reads the file after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}

function dataAddress({ type, bytes }: KeptPhoto): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('the photo could not be read'));
    };
    reader.readAsDataURL(new Blob([bytes], { type }));
  });
}
