// What the seal says.
import type { Way } from '../../seal/ways.ts';
import type { Language } from '../language.ts';

export interface SealStrings {
  closing: string;
  sealed: string;
  /** `ways`: those still open, in words. */
  notSealed: (ways: string) => string;
  /** How many ways were tried. */
  tried: (count: number) => string;
  notTaken: string;
  ways: Record<Way, string>;
  refused: string;
  open: string;
  untilReload: string;
}

export const sealStrings: Record<Language, SealStrings> = {
  en: {
    closing: 'Closing this page’s network',
    sealed: 'Sealed: this page can no longer send anything',
    notSealed: (ways) => `Not fully sealed: this browser leaves open ${ways}`,
    tried: (count) => `${count} ways out were closed and then tried, just now, in this browser:`,
    notTaken: 'This page’s program takes none of the open ways: photos are judged on this device.',
    ways: {
      fetch: 'requests',
      xhr: 'requests of the older kind',
      beacon: 'beacons',
      websocket: 'live connections',
      'event-source': 'event streams',
      image: 'pictures from a server',
      webrtc: 'calls (WebRTC)',
      navigation: 'leaving for another address',
      window: 'new windows',
      'worker-fetch': 'requests by the classifier',
      'worker-xhr': 'requests of the older kind by the classifier',
      'worker-websocket': 'live connections by the classifier',
      'worker-event-source': 'event streams by the classifier',
      'worker-import': 'further programs for the classifier',
      'worker-worker': 'further workers of the classifier',
    },
    refused: 'refused',
    open: 'open',
    untilReload: 'It stays closed until this page is loaded anew.',
  },
  de: {
    closing: 'Das Netz dieser Seite wird geschlossen',
    sealed: 'Versiegelt: Diese Seite kann nichts mehr senden',
    notSealed: (ways) => `Nicht ganz versiegelt: Dieser Browser lässt offen: ${ways}`,
    tried: (count) => `${count} Wege wurden geschlossen und soeben in diesem Browser erprobt:`,
    notTaken:
      'Das Programm dieser Seite geht keinen der offenen Wege: Fotos werden auf diesem Gerät beurteilt.',
    ways: {
      fetch: 'Anfragen',
      xhr: 'Anfragen älterer Art',
      beacon: 'Beacons',
      websocket: 'Live-Verbindungen',
      'event-source': 'Ereignisströme',
      image: 'Bilder von einem Server',
      webrtc: 'Anrufe (WebRTC)',
      navigation: 'Wechsel zu einer anderen Adresse',
      window: 'neue Fenster',
      'worker-fetch': 'Anfragen des Klassifikators',
      'worker-xhr': 'Anfragen älterer Art des Klassifikators',
      'worker-websocket': 'Live-Verbindungen des Klassifikators',
      'worker-event-source': 'Ereignisströme des Klassifikators',
      'worker-import': 'weitere Programme für den Klassifikator',
      'worker-worker': 'weitere Worker des Klassifikators',
    },
    refused: 'verweigert',
    open: 'offen',
    untilReload: 'Es bleibt geschlossen, bis diese Seite neu geladen wird.',
  },
  es: {
    closing: 'Cerrando la red de esta página',
    sealed: 'Sellada: esta página ya no puede enviar nada',
    notSealed: (ways) => `No del todo sellada: este navegador deja abierto: ${ways}`,
    tried: (count) => `${count} salidas se cerraron y se acaban de probar en este navegador:`,
    notTaken:
      'El programa de esta página no usa ninguna de las salidas abiertas: las fotos se evalúan en este dispositivo.',
    ways: {
      fetch: 'peticiones',
      xhr: 'peticiones del tipo antiguo',
      beacon: 'balizas',
      websocket: 'conexiones en directo',
      'event-source': 'flujos de eventos',
      image: 'imágenes de un servidor',
      webrtc: 'llamadas (WebRTC)',
      navigation: 'ir a otra dirección',
      window: 'ventanas nuevas',
      'worker-fetch': 'peticiones del clasificador',
      'worker-xhr': 'peticiones del tipo antiguo del clasificador',
      'worker-websocket': 'conexiones en directo del clasificador',
      'worker-event-source': 'flujos de eventos del clasificador',
      'worker-import': 'otros programas para el clasificador',
      'worker-worker': 'otros procesos del clasificador',
    },
    refused: 'rechazado',
    open: 'abierto',
    untilReload: 'Sigue cerrada hasta que se vuelva a cargar esta página.',
  },
  fr: {
    closing: 'Fermeture du réseau de cette page',
    sealed: 'Scellée : cette page ne peut plus rien envoyer',
    notSealed: (ways) => `Pas entièrement scellée : ce navigateur laisse ouvert : ${ways}`,
    tried: (count) =>
      `${count} issues ont été fermées, puis essayées à l’instant dans ce navigateur :`,
    notTaken:
      'Le programme de cette page n’emprunte aucune des issues ouvertes : les photos sont évaluées sur cet appareil.',
    ways: {
      fetch: 'requêtes',
      xhr: 'requêtes d’ancien type',
      beacon: 'balises',
      websocket: 'connexions en direct',
      'event-source': 'flux d’événements',
      image: 'images d’un serveur',
      webrtc: 'appels (WebRTC)',
      navigation: 'départ vers une autre adresse',
      window: 'nouvelles fenêtres',
      'worker-fetch': 'requêtes du classificateur',
      'worker-xhr': 'requêtes d’ancien type du classificateur',
      'worker-websocket': 'connexions en direct du classificateur',
      'worker-event-source': 'flux d’événements du classificateur',
      'worker-import': 'autres programmes pour le classificateur',
      'worker-worker': 'autres processus du classificateur',
    },
    refused: 'refusé',
    open: 'ouvert',
    untilReload: 'Il reste fermé jusqu’au rechargement de cette page.',
  },
  ar: {
    closing: 'يجري إغلاق شبكة هذه الصفحة',
    sealed: 'مختومة: لم يعد بإمكان هذه الصفحة إرسال أي شيء',
    notSealed: (ways) => `ليست مختومة بالكامل: يترك هذا المتصفح مفتوحًا: ${ways}`,
    tried: (count) => `أُغلقت ${count} من طرق الخروج وجُرّبت للتو في هذا المتصفح:`,
    notTaken: 'لا يستخدم برنامج هذه الصفحة أيًّا من الطرق المفتوحة: تُقيَّم الصور على هذا الجهاز.',
    ways: {
      fetch: 'الطلبات',
      xhr: 'الطلبات من النوع القديم',
      beacon: 'الإشارات',
      websocket: 'الاتصالات المباشرة',
      'event-source': 'تدفقات الأحداث',
      image: 'صور من خادم',
      webrtc: 'المكالمات (WebRTC)',
      navigation: 'الانتقال إلى عنوان آخر',
      window: 'نوافذ جديدة',
      'worker-fetch': 'طلبات المصنِّف',
      'worker-xhr': 'طلبات المصنِّف من النوع القديم',
      'worker-websocket': 'اتصالات المصنِّف المباشرة',
      'worker-event-source': 'تدفقات أحداث المصنِّف',
      'worker-import': 'برامج إضافية للمصنِّف',
      'worker-worker': 'عمليات إضافية للمصنِّف',
    },
    refused: 'مرفوض',
    open: 'مفتوح',
    untilReload: 'تبقى مغلقة حتى يُعاد تحميل هذه الصفحة.',
  },
};

/** What a screen reader says once the seal is known. */
export function sealSentence(open: readonly Way[], language: Language): string {
  const strings = sealStrings[language];
  if (open.length === 0) {
    return strings.sealed;
  }
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return strings.notSealed(list.format(open.map((way) => strings.ways[way])));
}
