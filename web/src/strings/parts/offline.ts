// What is said about a new version of the page.
import type { Language } from '../language.ts';

export interface OfflineStrings {
  /** Name of the area, for screen readers. */
  area: string;
  ready: string;
  note: string;
  useNow: string;
  later: string;
  otherWindows: string;
}

export const offlineStrings: Record<Language, OfflineStrings> = {
  en: {
    area: 'New version',
    ready: 'A new version is ready.',
    note: 'This page is then loaded anew; a photo on show is not kept.',
    useNow: 'Use it now',
    later: 'Later',
    otherWindows: 'This page is still open in another window: close it there, then try again.',
  },
  de: {
    area: 'Neue Version',
    ready: 'Eine neue Version ist bereit.',
    note: 'Diese Seite wird dann neu geladen; ein gezeigtes Foto wird nicht behalten.',
    useNow: 'Jetzt verwenden',
    later: 'Später',
    otherWindows:
      'Diese Seite ist noch in einem anderen Fenster offen: Schließen Sie sie dort und versuchen Sie es noch einmal.',
  },
  es: {
    area: 'Versión nueva',
    ready: 'Hay una versión nueva lista.',
    note: 'La página se cargará de nuevo; la foto que se muestra no se conserva.',
    useNow: 'Usarla ahora',
    later: 'Más tarde',
    otherWindows: 'Esta página sigue abierta en otra ventana: ciérrela allí e inténtelo de nuevo.',
  },
  fr: {
    area: 'Nouvelle version',
    ready: 'Une nouvelle version est prête.',
    note: 'La page sera alors rechargée ; la photo affichée ne sera pas conservée.',
    useNow: 'L’utiliser maintenant',
    later: 'Plus tard',
    otherWindows:
      'Cette page est encore ouverte dans une autre fenêtre : fermez-la, puis réessayez.',
  },
  ar: {
    area: 'إصدار جديد',
    ready: 'إصدار جديد جاهز.',
    note: 'سيُعاد تحميل هذه الصفحة عندئذ، ولن تُحفظ الصورة المعروضة.',
    useNow: 'استخدمه الآن',
    later: 'لاحقًا',
    otherWindows: 'ما زالت هذه الصفحة مفتوحة في نافذة أخرى: أغلقها هناك ثم حاول مرة أخرى.',
  },
};
