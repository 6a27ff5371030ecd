// What the camera says.
import type { CameraProblem } from '../../camera/camera-problem.ts';
import type { QualityFinding } from '../../classifier/types.ts';
import type { Language } from '../language.ts';

export interface CameraStrings {
  camera: string;
  view: string;
  starting: string;
  started: string;
  hint: string;
  take: string;
  taking: string;
  taken: string;
  takeAnother: string;
  takeFailed: string;
  close: string;
  switchCamera: string;
  start: string;
  torch: string;
  zoom: string;
  /** `factor`: already in the numbers of the language. */
  zoomed: (factor: string) => string;
  notTaken: string;
  sharpness: string;
  sharp: string;
  blurred: string;
  light: string;
  lightGood: string;
  tooDark: string;
  tooBright: string;
  measuring: string;
  advice: Record<QualityFinding | 'unfamiliar', string>;
  live: string;
  looks: Record<'benign' | 'malignant' | 'unsure', string>;
  /** `percent`: already in the numbers of the language. */
  probability: (percent: string) => string;
  /** Where the picture is not good enough. */
  notJudged: string;
  noReading: string;
  aid: string;
  problems: Record<CameraProblem, { title: string; advice: string }>;
  pickFile: string;
  retry: string;
}

export const cameraStrings: Record<Language, CameraStrings> = {
  en: {
    camera: 'Camera',
    view: 'Live view of the camera',
    starting: 'Starting the camera',
    started: 'The camera is on.',
    hint: 'Bring the lesion into the ring. Only what lies in the square is judged.',
    take: 'Take the photo',
    taking: 'Taking the photo',
    taken: 'The photo was taken',
    takeAnother: 'Take another photo',
    takeFailed: 'The photo could not be taken. Try again.',
    close: 'Close the camera',
    switchCamera: 'Switch camera',
    start: 'Start the camera',
    torch: 'Torch',
    zoom: 'Zoom',
    zoomed: (factor) => `${factor} times`,
    notTaken: 'The camera did not take this setting.',
    sharpness: 'Sharpness',
    sharp: 'Sharp',
    blurred: 'Blurred',
    light: 'Light',
    lightGood: 'Good',
    tooDark: 'Too dark',
    tooBright: 'Too bright',
    measuring: 'Measuring',
    advice: {
      'too-small': 'Go closer, or choose a camera with more pixels.',
      'too-dark': 'Go into brighter light, or turn the torch on.',
      'too-bright': 'Turn away from direct light and reflections.',
      blurred: 'Hold still, and move slowly until it is sharp.',
      'lesion-out-of-frame': 'Bring the whole lesion into the ring.',
      unfamiliar: 'No lesion can be made out. Bring one into the ring.',
    },
    live: 'Live, not a verdict',
    looks: {
      benign: 'Looks rather benign',
      malignant: 'Looks rather malignant',
      unsure: 'Not sure',
    },
    probability: (percent) => `Probability of malignant ${percent}`,
    notJudged: 'No reading yet',
    noReading: 'No live reading at the moment. Photos can be taken all the same.',
    aid: 'A decision aid, not a diagnosis.',
    problems: {
      'permission-refused': {
        title: 'The camera is not allowed',
        advice:
          'Allow the camera in the settings of your browser for this page and try again, or choose a photo.',
      },
      'no-camera': {
        title: 'No camera was found',
        advice: 'Connect a camera and try again, or choose a photo.',
      },
      'in-use': {
        title: 'The camera is in use',
        advice: 'Close other programs and windows that use it and try again, or choose a photo.',
      },
      'not-secure': {
        title: 'The camera is not available here',
        advice:
          'Browsers give a camera only to pages with https, and this one may be too old. Choose a photo instead.',
      },
      ended: {
        title: 'The camera stopped',
        advice: 'It was unplugged or taken over. Try again, or choose a photo.',
      },
      failed: {
        title: 'The camera could not be started',
        advice: 'Try again, or choose a photo.',
      },
    },
    pickFile: 'Choose a photo',
    retry: 'Try again',
  },
  de: {
    camera: 'Kamera',
    view: 'Livebild der Kamera',
    starting: 'Die Kamera startet',
    started: 'Die Kamera ist an.',
    hint: 'Bringen Sie die Läsion in den Ring. Beurteilt wird nur, was im Quadrat liegt.',
    take: 'Foto aufnehmen',
    taking: 'Das Foto wird aufgenommen',
    taken: 'Das Foto ist aufgenommen',
    takeAnother: 'Noch ein Foto aufnehmen',
    takeFailed: 'Das Foto konnte nicht aufgenommen werden. Versuchen Sie es noch einmal.',
    close: 'Kamera schließen',
    switchCamera: 'Kamera wechseln',
    start: 'Kamera starten',
    torch: 'Lampe',
    zoom: 'Zoom',
    zoomed: (factor) => `${factor}-fach`,
    notTaken: 'Die Kamera hat diese Einstellung nicht angenommen.',
    sharpness: 'Schärfe',
    sharp: 'Scharf',
    blurred: 'Unscharf',
    light: 'Licht',
    lightGood: 'Gut',
    tooDark: 'Zu dunkel',
    tooBright: 'Zu hell',
    measuring: 'Wird gemessen',
    advice: {
      'too-small': 'Gehen Sie näher heran, oder nehmen Sie eine Kamera mit mehr Pixeln.',
      'too-dark': 'Gehen Sie in helleres Licht, oder schalten Sie die Lampe ein.',
      'too-bright': 'Meiden Sie direktes Licht und Spiegelungen.',
      blurred: 'Halten Sie still, und ändern Sie langsam den Abstand, bis es scharf ist.',
      'lesion-out-of-frame': 'Bringen Sie die ganze Läsion in den Ring.',
      unfamiliar: 'Es ist keine Läsion zu erkennen. Bringen Sie eine in den Ring.',
    },
    live: 'Live, kein Urteil',
    looks: {
      benign: 'Sieht eher gutartig aus',
      malignant: 'Sieht eher bösartig aus',
      unsure: 'Nicht sicher',
    },
    probability: (percent) => `Wahrscheinlichkeit für bösartig ${percent}`,
    notJudged: 'Noch keine Messung',
    noReading: 'Im Moment keine Live-Messung. Fotos können trotzdem aufgenommen werden.',
    aid: 'Eine Entscheidungshilfe, keine Diagnose.',
    problems: {
      'permission-refused': {
        title: 'Die Kamera ist nicht erlaubt',
        advice:
          'Erlauben Sie die Kamera für diese Seite in den Einstellungen Ihres Browsers und versuchen Sie es noch einmal, oder wählen Sie ein Foto.',
      },
      'no-camera': {
        title: 'Keine Kamera gefunden',
        advice:
          'Schließen Sie eine Kamera an und versuchen Sie es noch einmal, oder wählen Sie ein Foto.',
      },
      'in-use': {
        title: 'Die Kamera wird gerade benutzt',
        advice:
          'Schließen Sie andere Programme und Fenster, die sie benutzen, und versuchen Sie es noch einmal, oder wählen Sie ein Foto.',
      },
      'not-secure': {
        title: 'Die Kamera ist hier nicht verfügbar',
        advice:
          'Browser geben eine Kamera nur Seiten mit https, und dieser ist vielleicht zu alt. Wählen Sie stattdessen ein Foto.',
      },
      ended: {
        title: 'Die Kamera hat aufgehört',
        advice:
          'Sie wurde abgezogen oder anderweitig gebraucht. Versuchen Sie es noch einmal, oder wählen Sie ein Foto.',
      },
      failed: {
        title: 'Die Kamera konnte nicht gestartet werden',
        advice: 'Versuchen Sie es noch einmal, oder wählen Sie ein Foto.',
      },
    },
    pickFile: 'Foto wählen',
    retry: 'Noch einmal versuchen',
  },
  es: {
    camera: 'Cámara',
    view: 'Imagen en directo de la cámara',
    starting: 'Iniciando la cámara',
    started: 'La cámara está encendida.',
    hint: 'Lleve la lesión al anillo. Solo se evalúa lo que está en el cuadrado.',
    take: 'Hacer la foto',
    taking: 'Haciendo la foto',
    taken: 'La foto está hecha',
    takeAnother: 'Hacer otra foto',
    takeFailed: 'No se pudo hacer la foto. Inténtelo de nuevo.',
    close: 'Cerrar la cámara',
    switchCamera: 'Cambiar de cámara',
    start: 'Iniciar la cámara',
    torch: 'Linterna',
    zoom: 'Zoom',
    zoomed: (factor) => `${factor} aumentos`,
    notTaken: 'La cámara no aceptó este ajuste.',
    sharpness: 'Nitidez',
    sharp: 'Nítida',
    blurred: 'Borrosa',
    light: 'Luz',
    lightGood: 'Buena',
    tooDark: 'Demasiado oscura',
    tooBright: 'Demasiado clara',
    measuring: 'Midiendo',
    advice: {
      'too-small': 'Acérquese, o use una cámara con más píxeles.',
      'too-dark': 'Busque más luz, o encienda la linterna.',
      'too-bright': 'Evite la luz directa y los reflejos.',
      blurred: 'No se mueva, y cambie despacio la distancia hasta que se vea nítida.',
      'lesion-out-of-frame': 'Lleve la lesión entera al anillo.',
      unfamiliar: 'No se distingue ninguna lesión. Lleve una al anillo.',
    },
    live: 'En directo, no es un veredicto',
    looks: {
      benign: 'Parece más bien benigna',
      malignant: 'Parece más bien maligna',
      unsure: 'No es seguro',
    },
    probability: (percent) => `Probabilidad de maligna: ${percent}`,
    notJudged: 'Aún sin lectura',
    noReading: 'No hay lectura en directo en este momento. Aun así se pueden hacer fotos.',
    aid: 'Una ayuda para decidir, no un diagnóstico.',
    problems: {
      'permission-refused': {
        title: 'La cámara no está permitida',
        advice:
          'Permita la cámara para esta página en los ajustes de su navegador e inténtelo de nuevo, o elija una foto.',
      },
      'no-camera': {
        title: 'No se encontró ninguna cámara',
        advice: 'Conecte una cámara e inténtelo de nuevo, o elija una foto.',
      },
      'in-use': {
        title: 'La cámara está en uso',
        advice:
          'Cierre los otros programas y ventanas que la usan e inténtelo de nuevo, o elija una foto.',
      },
      'not-secure': {
        title: 'La cámara no está disponible aquí',
        advice:
          'Los navegadores solo dan una cámara a páginas con https, y este puede ser demasiado antiguo. Elija una foto.',
      },
      ended: {
        title: 'La cámara se ha detenido',
        advice: 'Se desconectó o la tomó otro programa. Inténtelo de nuevo, o elija una foto.',
      },
      failed: {
        title: 'No se pudo iniciar la cámara',
        advice: 'Inténtelo de nuevo, o elija una foto.',
      },
    },
    pickFile: 'Elegir una foto',
    retry: 'Intentar de nuevo',
  },
  fr: {
    camera: 'Appareil photo',
    view: 'Image en direct de l’appareil photo',
    starting: 'Démarrage de l’appareil photo',
    started: 'L’appareil photo est en marche.',
    hint: 'Placez la lésion dans l’anneau. Seul ce qui se trouve dans le carré est évalué.',
    take: 'Prendre la photo',
    taking: 'Prise de la photo',
    taken: 'La photo est prise',
    takeAnother: 'Prendre une autre photo',
    takeFailed: 'La photo n’a pas pu être prise. Réessayez.',
    close: 'Fermer l’appareil photo',
    switchCamera: 'Changer d’appareil',
    start: 'Démarrer l’appareil photo',
    torch: 'Lampe',
    zoom: 'Zoom',
    zoomed: (factor) => `${factor} fois`,
    notTaken: 'L’appareil photo n’a pas accepté ce réglage.',
    sharpness: 'Netteté',
    sharp: 'Nette',
    blurred: 'Floue',
    light: 'Lumière',
    lightGood: 'Bonne',
    tooDark: 'Trop sombre',
    tooBright: 'Trop claire',
    measuring: 'Mesure en cours',
    advice: {
      'too-small': 'Rapprochez-vous, ou utilisez un appareil avec plus de pixels.',
      'too-dark': 'Cherchez plus de lumière, ou allumez la lampe.',
      'too-bright': 'Évitez la lumière directe et les reflets.',
      blurred: 'Ne bougez pas, et changez lentement la distance jusqu’à ce que l’image soit nette.',
      'lesion-out-of-frame': 'Placez toute la lésion dans l’anneau.',
      unfamiliar: 'Aucune lésion n’est reconnaissable. Placez-en une dans l’anneau.',
    },
    live: 'En direct, pas un verdict',
    looks: {
      benign: 'Paraît plutôt bénigne',
      malignant: 'Paraît plutôt maligne',
      unsure: 'Incertain',
    },
    probability: (percent) => `Probabilité de malignité : ${percent}`,
    notJudged: 'Pas encore de mesure',
    noReading: 'Pas de mesure en direct pour le moment. Une photo peut quand même être prise.',
    aid: 'Une aide à la décision, pas un diagnostic.',
    problems: {
      'permission-refused': {
        title: 'L’appareil photo n’est pas autorisé',
        advice:
          'Autorisez-le pour cette page dans les réglages de votre navigateur et réessayez, ou choisissez une photo.',
      },
      'no-camera': {
        title: 'Aucun appareil photo trouvé',
        advice: 'Branchez un appareil et réessayez, ou choisissez une photo.',
      },
      'in-use': {
        title: 'L’appareil photo est déjà utilisé',
        advice:
          'Fermez les autres programmes et fenêtres qui l’utilisent et réessayez, ou choisissez une photo.',
      },
      'not-secure': {
        title: 'L’appareil photo n’est pas disponible ici',
        advice:
          'Les navigateurs ne le donnent qu’aux pages en https, et celui-ci est peut-être trop ancien. Choisissez une photo.',
      },
      ended: {
        title: 'L’appareil photo s’est arrêté',
        advice:
          'Il a été débranché ou pris par un autre programme. Réessayez, ou choisissez une photo.',
      },
      failed: {
        title: 'L’appareil photo n’a pas pu démarrer',
        advice: 'Réessayez, ou choisissez une photo.',
      },
    },
    pickFile: 'Choisir une photo',
    retry: 'Réessayer',
  },
  ar: {
    camera: 'الكاميرا',
    view: 'صورة حية من الكاميرا',
    starting: 'يجري تشغيل الكاميرا',
    started: 'الكاميرا تعمل.',
    hint: 'ضع الآفة داخل الحلقة. لا يُقيَّم إلا ما يقع داخل المربع.',
    take: 'التقاط الصورة',
    taking: 'يجري التقاط الصورة',
    taken: 'تم التقاط الصورة',
    takeAnother: 'التقاط صورة أخرى',
    takeFailed: 'تعذّر التقاط الصورة. حاول مرة أخرى.',
    close: 'إغلاق الكاميرا',
    switchCamera: 'تبديل الكاميرا',
    start: 'تشغيل الكاميرا',
    torch: 'المصباح',
    zoom: 'التقريب',
    zoomed: (factor) => `${factor} مرة`,
    notTaken: 'لم تقبل الكاميرا هذا الإعداد.',
    sharpness: 'الوضوح',
    sharp: 'واضحة',
    blurred: 'غير واضحة',
    light: 'الإضاءة',
    lightGood: 'جيدة',
    tooDark: 'مظلمة جدًا',
    tooBright: 'ساطعة جدًا',
    measuring: 'يجري القياس',
    advice: {
      'too-small': 'اقترب أكثر، أو استخدم كاميرا أعلى دقة.',
      'too-dark': 'انتقل إلى ضوء أقوى، أو شغّل المصباح.',
      'too-bright': 'ابتعد عن الضوء المباشر والانعكاسات.',
      blurred: 'اثبت، وغيّر المسافة ببطء حتى تتضح الصورة.',
      'lesion-out-of-frame': 'ضع الآفة كلها داخل الحلقة.',
      unfamiliar: 'لا تظهر أي آفة. ضع آفة داخل الحلقة.',
    },
    live: 'قراءة حية وليست حكمًا',
    looks: {
      benign: 'تبدو أقرب إلى الحميدة',
      malignant: 'تبدو أقرب إلى الخبيثة',
      unsure: 'غير مؤكد',
    },
    probability: (percent) => `احتمال الخباثة ${percent}`,
    notJudged: 'لا توجد قراءة بعد',
    noReading: 'لا توجد قراءة حية الآن. يمكن التقاط الصور مع ذلك.',
    aid: 'أداة تساعد على القرار وليست تشخيصًا.',
    problems: {
      'permission-refused': {
        title: 'الكاميرا غير مسموح بها',
        advice: 'اسمح بالكاميرا لهذه الصفحة في إعدادات المتصفح ثم حاول مرة أخرى، أو اختر صورة.',
      },
      'no-camera': {
        title: 'لم يُعثر على كاميرا',
        advice: 'صِل كاميرا ثم حاول مرة أخرى، أو اختر صورة.',
      },
      'in-use': {
        title: 'الكاميرا قيد الاستخدام',
        advice: 'أغلق البرامج والنوافذ الأخرى التي تستخدمها ثم حاول مرة أخرى، أو اختر صورة.',
      },
      'not-secure': {
        title: 'الكاميرا غير متاحة هنا',
        advice:
          'لا تمنح المتصفحات الكاميرا إلا لصفحات https، وقد يكون هذا المتصفح قديمًا جدًا. اختر صورة بدلًا من ذلك.',
      },
      ended: {
        title: 'توقفت الكاميرا',
        advice: 'فُصلت أو استخدمها برنامج آخر. حاول مرة أخرى، أو اختر صورة.',
      },
      failed: {
        title: 'تعذّر تشغيل الكاميرا',
        advice: 'حاول مرة أخرى، أو اختر صورة.',
      },
    },
    pickFile: 'اختيار صورة',
    retry: 'حاول مرة أخرى',
  },
};
