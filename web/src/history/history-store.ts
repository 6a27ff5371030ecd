// The history in the browser's own database (IndexedDB), on this device and nowhere else. Nothing is in it unless a person asked
// for it.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import {
  ENTRY_VERSION,
  type HistoryEntry,
  isKeptResult,
  type KeptResult,
  readEntry,
} from './entry.ts';
import { asHistoryError, HistoryError } from './history-error.ts';
import { photoCopy } from './photo-copy.ts';

export const DATABASE_NAME = 'lesionlens-history';
/** Of the database's layout; `ENTRY_VERSION` is that of an entry. */
const DATABASE_VERSION = 1;
const ENTRIES = 'entries';

interface Schema extends DBSchema {
  // What is read may be anything: see `readEntry`.
  [ENTRIES]: { key: number; value: unknown };
}

export interface History {
  /** Latest first. */
  entries: HistoryEntry[];
  /** Keys of those that cannot be read. */
  damaged: number[];
}

/** Tells of each change, also of those made in other windows, by the event `change`. */
class HistoryStore extends EventTarget {
  #database: Promise<IDBPDatabase<Schema>> | undefined;
  readonly #otherWindows = new BroadcastChannel(DATABASE_NAME);

  constructor() {
    super();
    this.#otherWindows.onmessage = () => {
      this.dispatchEvent(new Event('change'));
    };
  }

  /**
   * Keeps a result, and a copy of the photo without its metadata.
   * @returns the entry's key
   * @throws HistoryError
   */
  async keep({ result, photo }: { result: KeptResult; photo?: Blob }): Promise<number> {
    if (!isKeptResult(result)) {
      throw new HistoryError('history-unfit');
    }
    const entry = {
      version: ENTRY_VERSION,
      // A plain copy: nothing that JSON does not carry comes into the database.
      result: JSON.parse(JSON.stringify(result)) as KeptResult,
      ...(photo && { photo: await photoCopy(photo) }),
    };
    return this.#change(async (database) => database.add(ENTRIES, entry));
  }

  /** @throws HistoryError */
  async list(): Promise<History> {
    return this.#use(async (database) => {
      const [values, keys] = await Promise.all([
        database.getAll(ENTRIES),
        database.getAllKeys(ENTRIES),
      ]);
      const entries = values.map(readEntry);
      return {
        entries: entries
          .filter((entry) => entry !== undefined)
          .sort((a, b) => Date.parse(b.result.time) - Date.parse(a.result.time)),
        damaged: keys.filter((_, at) => !entries[at]),
      };
    });
  }

  /** @throws HistoryError */
  async delete(...ids: number[]): Promise<void> {
    await this.#change(async (database) => {
      const transaction = database.transaction(ENTRIES, 'readwrite');
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
    });
  }

  /** @throws HistoryError */
  async deleteAll(): Promise<void> {
    await this.#change((database) => database.clear(ENTRIES));
  }

  async #change<T>(step: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const answer = await this.#use(step);
    this.dispatchEvent(new Event('change'));
    this.#otherWindows.postMessage('change');
    return answer;
  }

  async #use<T>(step: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      this.#database ??= this.#open();
      const database = await this.#database.catch((error: unknown) => {
        this.#database = undefined; // the next try opens afresh
        throw error;
      });
      return await step(database);
    } catch (error) {
      throw asHistoryError(error);
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    // The type says that it is always there; some browsers leave it out in private windows.
    if (!(globalThis as { indexedDB?: IDBFactory }).indexedDB) {
      return Promise.reject(new HistoryError('history-unavailable'));
    }
    const forget = () => {
      this.#database = undefined;
    };
    return openDB<Schema>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade: (database) => {
        database.createObjectStore(ENTRIES, { keyPath: 'id', autoIncrement: true });
      },
      // Another window deletes the database, or a later release in another window wants to change it.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
  }
}

export const historyStore = new HistoryStore();
