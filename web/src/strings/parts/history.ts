// What the history says.
import type { KeptVerdict } from '../../history/entry.ts';
import type { HistoryErrorCode } from '../../history/history-error.ts';
import type { Language } from '../language.ts';

export interface HistoryStrings {
  keep: string;
  keeping: string;
  kept: string;
  /** What keeping means. */
  keepNote: string;
  title: string;
  empty: string;
  note: string;
  compare: string;
  compareHint: string;
  /** Accessible name of the box beside an entry. */
  choose: (when: string) => string;
  closeComparison: string;
  comparison: string;
  /** Between two photos: "12 days apart". */
  apart: (days: string) => string;
  comparisonNote: string;
  export: string;
  print: string;
  delete: string;
  deleteOne: (when: string) => string;
  deleteAll: string;
  deleteAllQuestion: (count: number) => string;
  deleteAllYes: string;
  cancel: string;
  deleted: string;
  damaged: (count: number) => string;
  deleteDamaged: string;
  photoOf: (when: string) => string;
  withoutPhoto: string;
  photoDamaged: string;
  probability: string;
  threshold: string;
  network: string;
  aid: string;
  verdicts: Record<KeptVerdict, string>;
  errors: Record<HistoryErrorCode, string>;
}

export const historyStrings: Record<Language, HistoryStrings> = {
  en: {
    keep: 'Keep this result',
    keeping: 'Keeping',
    kept: 'Kept on this device',
    keepNote: 'Photo and result stay on this device, in this browser, until you delete them.',
    title: 'Kept results',
    empty: 'Nothing is kept. Results are only kept when you ask for it.',
    note: 'They lie on this device, in this browser, and nowhere else.',
    compare: 'Compare',
    compareHint: 'Choose two to compare.',
    choose: (when) => `Compare the photo of ${when}`,
    closeComparison: 'Close the comparison',
    comparison: 'Comparison',
    apart: (days) => `${days} apart`,
    comparisonNote:
      'Light, distance and sharpness change the probability, too: compare the photos with your own eyes. A lesion that changes belongs before a doctor, whatever the numbers say.',
    export: 'Save as a file',
    print: 'Print',
    delete: 'Delete',
    deleteOne: (when) => `Delete the result of ${when}`,
    deleteAll: 'Delete all',
    deleteAllQuestion: (count) =>
      count === 1 ? 'Delete the kept result for good?' : `Delete all ${count} results for good?`,
    deleteAllYes: 'Yes, delete all',
    cancel: 'Cancel',
    deleted: 'Deleted.',
    damaged: (count) =>
      count === 1
        ? 'One kept result is damaged or of a later version and cannot be shown.'
        : `${count} kept results are damaged or of a later version and cannot be shown.`,
    deleteDamaged: 'Delete what cannot be shown',
    photoOf: (when) => `Photo of ${when}`,
    withoutPhoto: 'Without a photo',
    photoDamaged: 'The photo is damaged',
    probability: 'Probability of malignancy',
    threshold: 'Threshold',
    network: 'Network',
    aid: 'A decision aid, not a diagnosis.',
    verdicts: {
      benign: 'Benign',
      malignant: 'Malignant',
      unsure: 'Not sure',
      'not-judged': 'Not judged',
    },
    errors: {
      'history-unavailable':
        'This browser keeps nothing for this page, as in a private window; open the page in a normal window to keep results.',
      'history-full':
        'There is no room left on this device for this result; delete older ones and try again.',
      'history-newer':
        'The kept results were written by a newer version of this page; close all its windows and open it again.',
      'history-unfit': 'This result or its photo cannot be kept: it could not be read.',
      'history-failed': 'The browser’s storage failed; load the page anew and try again.',
    },
  },
  de: {
    keep: 'Dieses Ergebnis behalten',
    keeping: 'Wird behalten',
    kept: 'Auf diesem Gerät behalten',
    keepNote: 'Foto und Ergebnis bleiben auf diesem Gerät, in diesem Browser, bis Sie sie löschen.',
    title: 'Behaltene Ergebnisse',
    empty: 'Nichts ist behalten. Ergebnisse werden nur behalten, wenn Sie es wünschen.',
    note: 'Sie liegen auf diesem Gerät, in diesem Browser, und nirgends sonst.',
    compare: 'Vergleichen',
    compareHint: 'Wählen Sie zwei zum Vergleichen.',
    choose: (when) => `Foto vom ${when} vergleichen`,
    closeComparison: 'Vergleich schließen',
    comparison: 'Vergleich',
    apart: (days) => `${days} Abstand`,
    comparisonNote:
      'Auch Licht, Abstand und Schärfe ändern die Wahrscheinlichkeit: Vergleichen Sie die Fotos mit eigenen Augen. Eine Hautstelle, die sich verändert, gehört ärztlich untersucht, was immer die Zahlen sagen.',
    export: 'Als Datei speichern',
    print: 'Drucken',
    delete: 'Löschen',
    deleteOne: (when) => `Ergebnis vom ${when} löschen`,
    deleteAll: 'Alle löschen',
    deleteAllQuestion: (count) =>
      count === 1
        ? 'Das behaltene Ergebnis endgültig löschen?'
        : `Alle ${count} Ergebnisse endgültig löschen?`,
    deleteAllYes: 'Ja, alle löschen',
    cancel: 'Abbrechen',
    deleted: 'Gelöscht.',
    damaged: (count) =>
      count === 1
        ? 'Ein behaltenes Ergebnis ist beschädigt oder von einer späteren Version und kann nicht gezeigt werden.'
        : `${count} behaltene Ergebnisse sind beschädigt oder von einer späteren Version und können nicht gezeigt werden.`,
    deleteDamaged: 'Nicht Zeigbares löschen',
    photoOf: (when) => `Foto vom ${when}`,
    withoutPhoto: 'Ohne Foto',
    photoDamaged: 'Das Foto ist beschädigt',
    probability: 'Wahrscheinlichkeit für bösartig',
    threshold: 'Schwelle',
    network: 'Netz',
    aid: 'Eine Entscheidungshilfe, keine Diagnose.',
    verdicts: {
      benign: 'Gutartig',
      malignant: 'Bösartig',
      unsure: 'Unsicher',
      'not-judged': 'Nicht beurteilt',
    },
    errors: {
      'history-unavailable':
        'Dieser Browser behält nichts für diese Seite, etwa in einem privaten Fenster; öffnen Sie sie in einem normalen Fenster.',
      'history-full':
        'Auf diesem Gerät ist kein Platz mehr für dieses Ergebnis; löschen Sie ältere und versuchen Sie es noch einmal.',
      'history-newer':
        'Die behaltenen Ergebnisse stammen von einer neueren Version dieser Seite; schließen Sie alle ihre Fenster und öffnen Sie sie neu.',
      'history-unfit':
        'Dieses Ergebnis oder sein Foto kann nicht behalten werden: Es war nicht zu lesen.',
      'history-failed':
        'Der Speicher des Browsers hat versagt; laden Sie die Seite neu und versuchen Sie es noch einmal.',
    },
  },
  es: {
    keep: 'Guardar este resultado',
    keeping: 'Guardando',
    kept: 'Guardado en este dispositivo',
    keepNote:
      'La foto y el resultado quedan en este dispositivo, en este navegador, hasta que los borre.',
    title: 'Resultados guardados',
    empty: 'No hay nada guardado. Los resultados solo se guardan cuando usted lo pide.',
    note: 'Están en este dispositivo, en este navegador, y en ningún otro lugar.',
    compare: 'Comparar',
    compareHint: 'Elija dos para comparar.',
    choose: (when) => `Comparar la foto de ${when}`,
    closeComparison: 'Cerrar la comparación',
    comparison: 'Comparación',
    apart: (days) => `${days} entre ambas`,
    comparisonNote:
      'La luz, la distancia y la nitidez también cambian la probabilidad: compare las fotos con sus propios ojos. Una lesión que cambia debe verla un médico, digan lo que digan los números.',
    export: 'Guardar como archivo',
    print: 'Imprimir',
    delete: 'Borrar',
    deleteOne: (when) => `Borrar el resultado de ${when}`,
    deleteAll: 'Borrar todo',
    deleteAllQuestion: (count) =>
      count === 1
        ? '¿Borrar definitivamente el resultado guardado?'
        : `¿Borrar definitivamente los ${count} resultados?`,
    deleteAllYes: 'Sí, borrar todo',
    cancel: 'Cancelar',
    deleted: 'Borrado.',
    damaged: (count) =>
      count === 1
        ? 'Un resultado guardado está dañado o es de una versión posterior y no se puede mostrar.'
        : `${count} resultados guardados están dañados o son de una versión posterior y no se pueden mostrar.`,
    deleteDamaged: 'Borrar lo que no se puede mostrar',
    photoOf: (when) => `Foto de ${when}`,
    withoutPhoto: 'Sin foto',
    photoDamaged: 'La foto está dañada',
    probability: 'Probabilidad de malignidad',
    threshold: 'Umbral',
    network: 'Red',
    aid: 'Una ayuda para decidir, no un diagnóstico.',
    verdicts: {
      benign: 'Benigno',
      malignant: 'Maligno',
      unsure: 'No seguro',
      'not-judged': 'No evaluado',
    },
    errors: {
      'history-unavailable':
        'Este navegador no guarda nada para esta página, como en una ventana privada; ábrala en una ventana normal para guardar resultados.',
      'history-full':
        'No queda espacio en este dispositivo para este resultado; borre otros más antiguos e inténtelo de nuevo.',
      'history-newer':
        'Los resultados guardados son de una versión más nueva de esta página; cierre todas sus ventanas y ábrala de nuevo.',
      'history-unfit': 'Este resultado o su foto no se puede guardar: no se pudo leer.',
      'history-failed':
        'El almacenamiento del navegador ha fallado; vuelva a cargar la página e inténtelo de nuevo.',
    },
  },
  fr: {
    keep: 'Conserver ce résultat',
    keeping: 'Conservation en cours',
    kept: 'Conservé sur cet appareil',
    keepNote:
      'La photo et le résultat restent sur cet appareil, dans ce navigateur, jusqu’à ce que vous les supprimiez.',
    title: 'Résultats conservés',
    empty: 'Rien n’est conservé. Les résultats ne le sont que si vous le demandez.',
    note: 'Ils se trouvent sur cet appareil, dans ce navigateur, et nulle part ailleurs.',
    compare: 'Comparer',
    compareHint: 'Choisissez-en deux à comparer.',
    choose: (when) => `Comparer la photo du ${when}`,
    closeComparison: 'Fermer la comparaison',
    comparison: 'Comparaison',
    apart: (days) => `${days} d’écart`,
    comparisonNote:
      'La lumière, la distance et la netteté changent aussi la probabilité : comparez les photos de vos propres yeux. Une lésion qui change doit être montrée à un médecin, quoi que disent les chiffres.',
    export: 'Enregistrer en fichier',
    print: 'Imprimer',
    delete: 'Supprimer',
    deleteOne: (when) => `Supprimer le résultat du ${when}`,
    deleteAll: 'Tout supprimer',
    deleteAllQuestion: (count) =>
      count === 1
        ? 'Supprimer définitivement le résultat conservé ?'
        : `Supprimer définitivement les ${count} résultats ?`,
    deleteAllYes: 'Oui, tout supprimer',
    cancel: 'Annuler',
    deleted: 'Supprimé.',
    damaged: (count) =>
      count === 1
        ? 'Un résultat conservé est endommagé ou d’une version ultérieure et ne peut être affiché.'
        : `${count} résultats conservés sont endommagés ou d’une version ultérieure et ne peuvent être affichés.`,
    deleteDamaged: 'Supprimer ce qui ne peut être affiché',
    photoOf: (when) => `Photo du ${when}`,
    withoutPhoto: 'Sans photo',
    photoDamaged: 'La photo est endommagée',
    probability: 'Probabilité de malignité',
    threshold: 'Seuil',
    network: 'Réseau',
    aid: 'Une aide à la décision, pas un diagnostic.',
    verdicts: {
      benign: 'Bénin',
      malignant: 'Malin',
      unsure: 'Incertain',
      'not-judged': 'Non évalué',
    },
    errors: {
      'history-unavailable':
        'Ce navigateur ne conserve rien pour cette page, comme dans une fenêtre privée ; ouvrez-la dans une fenêtre normale pour conserver des résultats.',
      'history-full':
        'Il n’y a plus de place sur cet appareil pour ce résultat ; supprimez-en d’anciens et réessayez.',
      'history-newer':
        'Les résultats conservés viennent d’une version plus récente de cette page ; fermez toutes ses fenêtres et rouvrez-la.',
      'history-unfit': 'Ce résultat ou sa photo ne peut être conservé : il n’a pas pu être lu.',
      'history-failed': 'Le stockage du navigateur a échoué ; rechargez la page et réessayez.',
    },
  },
  ar: {
    keep: 'الاحتفاظ بهذه النتيجة',
    keeping: 'جارٍ الحفظ',
    kept: 'محفوظة على هذا الجهاز',
    keepNote: 'تبقى الصورة والنتيجة على هذا الجهاز وفي هذا المتصفح إلى أن تحذفهما.',
    title: 'النتائج المحفوظة',
    empty: 'لا شيء محفوظ. لا تُحفظ النتائج إلا إذا طلبت ذلك.',
    note: 'هي على هذا الجهاز وفي هذا المتصفح، وليست في أي مكان آخر.',
    compare: 'مقارنة',
    compareHint: 'اختر نتيجتين للمقارنة.',
    choose: (when) => `مقارنة صورة ${when}`,
    closeComparison: 'إغلاق المقارنة',
    comparison: 'المقارنة',
    apart: (days) => `الفاصل: ${days}`,
    comparisonNote:
      'يغيّر الضوء والمسافة والوضوح الاحتمال أيضًا: قارن الصورتين بعينيك. الآفة التي تتغيّر يجب أن يراها طبيب، مهما قالت الأرقام.',
    export: 'حفظ كملف',
    print: 'طباعة',
    delete: 'حذف',
    deleteOne: (when) => `حذف نتيجة ${when}`,
    deleteAll: 'حذف الكل',
    deleteAllQuestion: (count) =>
      count === 1 ? 'هل تُحذف النتيجة المحفوظة نهائيًا؟' : `هل تُحذف كل النتائج (${count}) نهائيًا؟`,
    deleteAllYes: 'نعم، حذف الكل',
    cancel: 'إلغاء',
    deleted: 'تم الحذف.',
    damaged: (count) =>
      count === 1
        ? 'توجد نتيجة محفوظة تالفة أو من إصدار أحدث ولا يمكن عرضها.'
        : `عدد النتائج المحفوظة التالفة أو التي من إصدار أحدث ولا يمكن عرضها: ${count}.`,
    deleteDamaged: 'حذف ما لا يمكن عرضه',
    photoOf: (when) => `صورة ${when}`,
    withoutPhoto: 'بلا صورة',
    photoDamaged: 'الصورة تالفة',
    probability: 'احتمال الخباثة',
    threshold: 'العتبة',
    network: 'الشبكة',
    aid: 'أداة تساعد على القرار وليست تشخيصًا.',
    verdicts: {
      benign: 'حميد',
      malignant: 'خبيث',
      unsure: 'غير مؤكد',
      'not-judged': 'لم تُقيَّم',
    },
    errors: {
      'history-unavailable':
        'لا يحفظ هذا المتصفح شيئًا لهذه الصفحة، كما في نافذة خاصة؛ افتح الصفحة في نافذة عادية لحفظ النتائج.',
      'history-full': 'لم تبقَ مساحة على هذا الجهاز لهذه النتيجة؛ احذف نتائج أقدم ثم حاول مرة أخرى.',
      'history-newer':
        'كُتبت النتائج المحفوظة بإصدار أحدث من هذه الصفحة؛ أغلق كل نوافذها وافتحها من جديد.',
      'history-unfit': 'لا يمكن حفظ هذه النتيجة أو صورتها: تعذّرت قراءتها.',
      'history-failed': 'تعطّل تخزين المتصفح؛ أعد تحميل الصفحة ثم حاول مرة أخرى.',
    },
  },
};
