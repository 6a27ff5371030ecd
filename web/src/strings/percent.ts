// A share as a percentage with one decimal, in the digits and signs of a language: "34.2%", "34,2 %".
import type { Language } from './language.ts';

export function percentFormat(language: Language): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}
