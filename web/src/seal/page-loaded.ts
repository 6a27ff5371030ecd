// What the browser itself loads for a page (its icon, its manifest) must have come before the page's network is closed.

/** The `load` event of the window, also where it has been. */
export function pageLoaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') {
      resolve();
    } else {
      window.addEventListener('load', () => {
        resolve();
      });
    }
  });
}
