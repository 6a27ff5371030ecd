// Why something could not be kept, read or deleted: a code for programs, a sentence for people in their language.
import type { Language } from '../strings/language.ts';
import { historyStrings } from '../strings/parts/history.ts';

export type HistoryErrorCode =
  /** The browser gives this page no storage: private mode, or switched off. */
  | 'history-unavailable'
  /** The device or the browser's share of it is full. */
  | 'history-full'
  /** The storage was written by a later release of this page. */
  | 'history-newer'
  /** What was to be kept is no result of this page, or the photo cannot be read. */
  | 'history-unfit'
  /** Anything else that the browser's storage says. */
  | 'history-failed';

export class HistoryError extends Error {
  override readonly name = 'HistoryError';

  constructor(
    readonly code: HistoryErrorCode,
    options?: ErrorOptions,
  ) {
    super(historyStrings.en.errors[code], options);
  }

  sentence(language: Language): string {
    return historyStrings[language].errors[this.code];
  }
}

/** What the browser's storage throws, as a `HistoryError`. */
export function asHistoryError(error: unknown): HistoryError {
  if (error instanceof HistoryError) {
    return error;
  }
  const name = error instanceof DOMException ? error.name : '';
  return new HistoryError(CODES[name] ?? 'history-failed', { cause: error });
}

const CODES: Partial<Record<string, HistoryErrorCode>> = {
  QuotaExceededError: 'history-full',
  VersionError: 'history-newer',
  // How browsers refuse storage: Firefox in private mode, Safari with cookies blocked, Chromium by a setting.
  InvalidStateError: 'history-unavailable',
  SecurityError: 'history-unavailable',
  UnknownError: 'history-unavailable',
};
