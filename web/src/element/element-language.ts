// The language that an element speaks: the closest `lang` around it that there are texts for, through shadow roots, else the
// browser's, else English.
import { type Language, supportedLanguage } from '../strings/language.ts';

export function elementLanguage(element: Element): Language {
  let at: Element | null = element;
  while (at) {
    const language = supportedLanguage(at.getAttribute('lang'));
    if (language) {
      return language;
    }
    at = at.parentElement ?? hostOf(at);
  }
  return browserLanguage();
}

export function browserLanguage(): Language {
  return navigator.languages.map(supportedLanguage).find((language) => language) ?? 'en';
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
