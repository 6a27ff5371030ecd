// What the frame says beside the element in it.
import type { Language } from '../language.ts';

export interface FrameStrings {
  /** Stands below what the seal says. `origins`: who gets the results, e.g. "https://portal.example". */
  handsOver: (origins: string) => string;
  /** What that means. */
  handsOverMore: string;
}

export const frameStrings: Record<Language, FrameStrings> = {
  en: {
    handsOver: (origins) => `Except for results: they go to the page around this one, ${origins}`,
    handsOverMore:
      'It is told each verdict with its figures, never the photo. What becomes of them there is up to that page.',
  },
  de: {
    handsOver: (origins) => `Ausgenommen Ergebnisse: Sie gehen an die umgebende Seite, ${origins}`,
    handsOverMore:
      'Sie erfährt jedes Urteil mit seinen Zahlen, nie das Foto. Was dort damit geschieht, liegt bei jener Seite.',
  },
  es: {
    handsOver: (origins) => `Salvo los resultados: van a la página que rodea a esta, ${origins}`,
    handsOverMore:
      'Recibe cada veredicto con sus cifras, nunca la foto. Lo que allí se haga con ellos depende de esa página.',
  },
  fr: {
    handsOver: (origins) =>
      `Sauf les résultats : ils vont à la page qui entoure celle-ci, ${origins}`,
    handsOverMore:
      'Elle reçoit chaque verdict avec ses chiffres, jamais la photo. Ce qu’elle en fait ne dépend que d’elle.',
  },
  ar: {
    handsOver: (origins) => `باستثناء النتائج: تُسلَّم إلى الصفحة المحيطة بهذه الصفحة، ${origins}`,
    handsOverMore:
      'تتلقى كل حكم مع أرقامه، ولا تتلقى الصورة أبدًا. وما يحدث لها هناك يعود إلى تلك الصفحة.',
  },
};
