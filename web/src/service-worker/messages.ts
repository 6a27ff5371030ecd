// What a page says to the service worker that waits, and what it answers.

/** Asks the waiting service worker to take over. It answers only where it does not. */
export interface UseNow {
  type: 'use-now';
}

/** Other windows still run the version before. */
export interface OtherWindows {
  type: 'other-windows';
}
