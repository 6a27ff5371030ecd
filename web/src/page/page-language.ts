// The language of the page: what `?lang=` says, else what was chosen here before, else what the browser prefers.
import { browserLanguage } from '../element/element-language.ts';
import { directionOf, type Language, supportedLanguage } from '../strings/language.ts';

const KEY = 'lesionlens-language';

export function pageLanguage(page: URL): Language {
  return (
    supportedLanguage(page.searchParams.get('lang')) ??
    supportedLanguage(remembered()) ??
    browserLanguage()
  );
}

/** The document says it, too: to screen readers, to hyphenation, to everything in it. */
export function setDocumentLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/** Without storage (private windows) it holds until the page is left. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    return;
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
