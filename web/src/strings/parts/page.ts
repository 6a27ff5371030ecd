// What the page around <lesion-lens> says.
import type { Language } from '../language.ts';

export interface PageStrings {
  tagline: string;
  language: string;
}

export const pageStrings: Record<Language, PageStrings> = {
  en: { tagline: 'Checks skin lesions on this device', language: 'Language' },
  de: { tagline: 'Prüft Hautstellen auf diesem Gerät', language: 'Sprache' },
  es: { tagline: 'Revisa lesiones de la piel en este dispositivo', language: 'Idioma' },
  fr: { tagline: 'Examine les lésions de la peau sur cet appareil', language: 'Langue' },
  ar: { tagline: 'يفحص آفات الجلد على هذا الجهاز', language: 'اللغة' },
};

/** Each language by its own name. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
};
