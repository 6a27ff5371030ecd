// Dates and probabilities of the history in the words of a language.
import type { Language } from '../strings/language.ts';
import { percentFormat } from '../strings/percent.ts';

export function dayAndTime(time: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(time),
  );
}

/** One decimal, and no certainty that no network has: "34.2%", "<0.1%", ">99.9%". */
export function probability(value: number, language: Language): string {
  const format = percentFormat(language);
  if (value < 0.001) {
    return `<${format.format(0.001)}`;
  }
  return value > 0.999 ? `>${format.format(0.999)}` : format.format(value);
}

/** Whole days between two times, at least 0. */
export function daysBetween(one: string, other: string): number {
  return Math.round(Math.abs(Date.parse(other) - Date.parse(one)) / 86_400_000);
}

/** "12 days" in the language. */
export function days(count: number, language: Language): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'long',
  }).format(count);
}
