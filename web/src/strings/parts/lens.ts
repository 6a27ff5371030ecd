// What <lesion-lens> says. A host page may put words of its own in place of any of these.
import type { DecodedBy, QualityFinding, Variant } from '../../classifier/types.ts';
import type { Language } from '../language.ts';
import { fileErrorStrings } from './file-errors.ts';

export type Outcome = 'benign' | 'malignant' | 'unsure';
export type Place =
  | 'upper-left'
  | 'upper'
  | 'upper-right'
  | 'left'
  | 'middle'
  | 'right'
  | 'lower-left'
  | 'lower'
  | 'lower-right';

/** What is wrong, and what to do about it. */
interface Advice {
  title: string;
  todo: string;
}

/** Numbers come as they are written in the language, with their units. */
export interface LensStrings {
  /** Names of the areas, for screen readers. */
  photoArea: string;
  verdictArea: string;
  choose: string;
  chooseAnother: string;
  take: string;
  takeAnother: string;
  /** To choose which part of the photo is judged. */
  frame: string;
  back: string;
  dropHere: string;
  dropOrPaste: string;
  emptyStage: string;
  /** Alternative text of the photo; empty name: it has none. */
  chosenPhoto: (name: string) => string;
  cannotShow: string;
  loading: string;
  ready: string;
  working: string;
  retry: string;
  unavailable: string;
  refused: string;
  nextPhoto: string;
  loaded: (loaded: string, total: string | undefined) => string;
  advice: readonly string[];
  aid: string;
  aidMore: string;
  privacy: string;
  privacyMore: string;
  verdicts: Record<
    Outcome,
    { title: string; meaning: (threshold: string) => string; next: string }
  >;
  whatNext: string;
  /** What a screen reader says when a verdict arrives. */
  spoken: (title: string, probability: string) => string;
  probability: string;
  threshold: (value: string) => string;
  unsureBand: (from: string, to: string) => string;
  under: (value: string) => string;
  over: (value: string) => string;
  howOften: string;
  /** Counts out of 100. */
  measured: (found: string, cleared: string, pictures: string) => string;
  mostLike: string;
  kinds: string;
  kindsNote: string;
  countsAsMalignant: string;
  /** By the weights' names of their classes; a class that is not here keeps its name. */
  classNames: Partial<Record<string, string>>;
  notJudged: string;
  notJudgedNote: string;
  findings: Record<QualityFinding, Advice>;
  showAnyway: string;
  unreliable: string;
  unfamiliar: Advice;
  mapShow: string;
  mapHide: string;
  mapTitle: string;
  places: Record<Place, string>;
  /** `place`: one of `places`; `share`: of the square. */
  mapWords: (place: string, share: string) => string;
  mapEmpty: string;
  mapNote: string;
  seenSquare: string;
  seenWhole: string;
  time: string;
  onThisDevice: (time: string) => string;
  network: string;
  details: {
    title: string;
    photo: string;
    pixels: (width: string, height: string) => string;
    seen: string;
    square: (side: string, x: string, y: string) => string;
    decoded: string;
    decodedBy: Record<DecodedBy, string>;
    steps: string;
    stepTimes: (decode: string, resize: string, network: string, quality: string) => string;
    threshold: string;
    hostThreshold: string;
    quality: string;
    measures: (brightness: string, contrast: string, sharpness: string) => string;
    familiarity: string;
    distance: (distance: string, limit: string) => string;
    notKnown: string;
    architecture: string;
    trained: string;
    notStated: string;
    weights: string;
    noHash: string;
    runtime: string;
    runs: (variant: string, memory: string) => string;
    variants: Record<Variant, string>;
  };
  /** By code. Without one, the error's own English sentence is shown, which names more particulars. */
  errors: Partial<Record<string, string>>;
}

export const lensStrings: Record<Language, LensStrings> = {
  en: {
    photoArea: 'Photo',
    verdictArea: 'Verdict',
    choose: 'Choose a photo',
    chooseAnother: 'Choose another photo',
    take: 'Take a photo',
    takeAnother: 'Take another photo',
    frame: 'Put the lesion into the ring',
    back: 'Back',
    dropHere: 'Drop the photo here',
    dropOrPaste: 'or drop it here, or paste it',
    emptyStage: 'One lesion, sharp and close',
    chosenPhoto: (name) => (name ? `The chosen photo, ${name}` : 'The chosen photo'),
    cannotShow: 'This browser cannot show this kind of picture.',
    loading: 'Loading the network',
    ready: 'Ready for a photo',
    working: 'Looking at the photo',
    retry: 'Try again',
    unavailable: 'The classifier is not available',
    refused: 'This photo could not be judged',
    nextPhoto: 'Another photo can be chosen right away.',
    loaded: (loaded, total) => (total === undefined ? `${loaded} so far` : `${loaded} of ${total}`),
    advice: [
      'Fill about half of the frame with the lesion, with some skin around it.',
      'Hold still until it is sharp; a blurred photo gives no sound verdict.',
      'Even daylight, no flash glare; move hair and clothing aside.',
    ],
    aid: 'A decision aid, not a diagnosis.',
    aidMore:
      'The network sees one photo and nothing else. It misses some cancers and is alarmed by some harmless spots. ' +
      'A lesion that changes, bleeds, itches or worries you belongs before a doctor, whatever is said here.',
    privacy: 'Your photo stays on this device.',
    privacyMore:
      'It is judged in this browser. It is not uploaded and not counted, and only kept, on this device, where you ask for it.',
    verdicts: {
      benign: {
        title: 'Benign',
        meaning: (threshold) =>
          `The probability of malignancy lies below the threshold of ${threshold}. That does not rule out cancer.`,
        next: 'Keep an eye on the lesion, and have it examined by a doctor if it changes, bleeds, itches or worries you.',
      },
      malignant: {
        title: 'Malignant',
        meaning: (threshold) =>
          `The probability of malignancy has reached the threshold of ${threshold}. That is no proof of cancer.`,
        next: 'Have the lesion examined by a doctor soon, best a dermatologist, and take this photo along.',
      },
      unsure: {
        title: 'Not sure',
        meaning: (threshold) =>
          `The probability of malignancy lies too close to the threshold of ${threshold} for a verdict.`,
        next: 'Take another photo in better light, sharp and close; if it stays unsure, have the lesion examined by a doctor.',
      },
    },
    whatNext: 'What to do next',
    spoken: (title, probability) => `Result: ${title}. Probability of malignancy ${probability}.`,
    probability: 'Probability of malignancy',
    threshold: (value) => `threshold ${value}`,
    unsureBand: (from, to) => `not sure from ${from} to ${to}`,
    under: (value) => `under ${value}`,
    over: (value) => `over ${value}`,
    howOften: 'How often this is right',
    measured: (found, cleared, pictures) =>
      `On ${pictures} test pictures, about ${found} of 100 malignant lesions were called malignant, and about ${cleared} of 100 benign ones benign.`,
    mostLike: 'Most like',
    kinds: 'Kinds of lesion',
    kindsNote: 'How probable the network finds each kind that it knows.',
    countsAsMalignant: 'counts as malignant',
    classNames: {
      akiec: 'actinic keratosis or Bowen’s disease (early skin cancer)',
      bcc: 'basal cell carcinoma',
      bkl: 'benign keratosis (age wart, sun spot)',
      df: 'dermatofibroma (firm harmless lump)',
      mel: 'melanoma',
      nv: 'mole (melanocytic naevus)',
      vasc: 'vascular lesion (blood spot)',
    },
    notJudged: 'Not judged: the photo is not good enough',
    notJudgedNote: 'A verdict on such a photo could easily be wrong. Please take another one:',
    findings: {
      'too-dark': {
        title: 'Too dark',
        todo: 'Go to a window or switch on a lamp, and keep your shadow off the skin.',
      },
      'too-bright': {
        title: 'Too bright',
        todo: 'Switch the flash off, avoid direct sun, and tilt the camera until nothing shines.',
      },
      blurred: {
        title: 'Blurred',
        todo: 'Wipe the lens, hold still, go back a little until it is sharp, and tap the lesion to focus.',
      },
      'too-small': {
        title: 'Too few pixels',
        todo: 'Go closer or choose the original photo: the part looked at needs at least 100 pixels a side.',
      },
      'lesion-out-of-frame': {
        title: 'Lesion out of the frame',
        todo: 'Put the whole lesion into the middle, with some skin on all sides.',
      },
    },
    showAnyway: 'Show the verdict all the same',
    unreliable: 'Unreliable: this photo is not good enough for a verdict.',
    unfamiliar: {
      title: 'This does not look like a close photo of a skin lesion',
      todo: 'No verdict is given: the network knows nothing but lesions. Take a photo from near, with one lesion in the middle and skin around it.',
    },
    mapShow: 'Show what the network looked at',
    mapHide: 'Hide what the network looked at',
    mapTitle: 'What the network looked at',
    places: {
      'upper-left': 'at the upper left',
      upper: 'at the top',
      'upper-right': 'at the upper right',
      left: 'on the left',
      middle: 'in the middle',
      right: 'on the right',
      'lower-left': 'at the lower left',
      lower: 'at the bottom',
      'lower-right': 'at the lower right',
    },
    mapWords: (place, share) =>
      `Signs of malignancy weighed most ${place} of the square; they cover ${share} of it.`,
    mapEmpty: 'Nothing in the square spoke for malignant.',
    mapNote: 'It shows where, not whether: a benign lesion has a strongest place, too.',
    seenSquare: 'The network sees what is inside the square.',
    seenWhole: 'The network sees the whole photo.',
    time: 'Time',
    onThisDevice: (time) => `${time}, on this device`,
    network: 'Network',
    details: {
      title: 'Technical details',
      photo: 'Photo',
      pixels: (width, height) => `${width} × ${height} pixels`,
      seen: 'Seen',
      square: (side, x, y) => `a square of ${side} pixels a side, from ${x}, ${y}`,
      decoded: 'Decoded by',
      decodedBy: {
        lesionlens: 'Lesionlens, the same in every browser',
        browser: 'this browser; another one may differ slightly',
        caller: 'the page',
      },
      steps: 'Steps',
      stepTimes: (decode, resize, network, quality) =>
        `decoding ${decode}, resizing ${resize}, network ${network}, quality ${quality}`,
      threshold: 'Threshold',
      hostThreshold: 'chosen by this page',
      quality: 'Quality',
      measures: (brightness, contrast, sharpness) =>
        `brightness ${brightness}, contrast ${contrast}, sharpness ${sharpness}`,
      familiarity: 'Familiarity',
      distance: (distance, limit) => `distance ${distance}, limit ${limit}`,
      notKnown: 'these weights cannot tell',
      architecture: 'Architecture',
      trained: 'Trained on',
      notStated: 'not stated',
      weights: 'Weights',
      noHash: 'not available without https',
      runtime: 'Runtime',
      runs: (variant, memory) => `WebAssembly, ${variant}, ${memory} of memory`,
      variants: {
        'relaxed-simd-threads': 'relaxed SIMD and threads',
        'relaxed-simd': 'relaxed SIMD',
        simd: 'SIMD',
      },
    },
    errors: {},
  },
  de: {
    photoArea: 'Foto',
    verdictArea: 'Beurteilung',
    choose: 'Foto auswählen',
    chooseAnother: 'Anderes Foto auswählen',
    take: 'Foto aufnehmen',
    takeAnother: 'Neues Foto aufnehmen',
    frame: 'Hautstelle in den Ring rücken',
    back: 'Zurück',
    dropHere: 'Foto hier ablegen',
    dropOrPaste: 'oder hier ablegen oder einfügen',
    emptyStage: 'Eine Hautstelle, scharf und nah',
    chosenPhoto: (name) => (name ? `Das gewählte Foto, ${name}` : 'Das gewählte Foto'),
    cannotShow: 'Dieser Browser kann diese Art von Bild nicht anzeigen.',
    loading: 'Das Netz wird geladen',
    ready: 'Bereit für ein Foto',
    working: 'Das Foto wird betrachtet',
    retry: 'Noch einmal versuchen',
    unavailable: 'Der Klassifikator steht nicht zur Verfügung',
    refused: 'Dieses Foto konnte nicht beurteilt werden',
    nextPhoto: 'Ein anderes Foto kann sofort gewählt werden.',
    loaded: (loaded, total) =>
      total === undefined ? `bisher ${loaded}` : `${loaded} von ${total}`,
    advice: [
      'Die Hautstelle füllt etwa die Hälfte des Bildes, mit etwas Haut ringsum.',
      'Ruhig halten, bis sie scharf ist; ein unscharfes Foto lässt sich nicht sicher beurteilen.',
      'Gleichmäßiges Tageslicht, kein Blitz; Haare und Kleidung beiseite.',
    ],
    aid: 'Eine Entscheidungshilfe, keine Diagnose.',
    aidMore:
      'Das Netz sieht ein einziges Foto und sonst nichts. Manchen Krebs übersieht es, und bei manch harmlosem Fleck schlägt es Alarm. ' +
      'Was sich verändert, blutet, juckt oder Ihnen Sorgen macht, gehört vor ärztliche Augen, was auch immer hier steht.',
    privacy: 'Ihr Foto bleibt auf diesem Gerät.',
    privacyMore:
      'Es wird in diesem Browser beurteilt. Es wird nicht hochgeladen und nicht gezählt und nur dann, auf diesem Gerät, behalten, wenn Sie es wünschen.',
    verdicts: {
      benign: {
        title: 'Gutartig',
        meaning: (threshold) =>
          `Die Wahrscheinlichkeit für Bösartigkeit liegt unter der Schwelle von ${threshold}. Das schließt Krebs nicht aus.`,
        next: 'Behalten Sie die Hautstelle im Auge und lassen Sie sie ärztlich untersuchen, wenn sie sich verändert, blutet, juckt oder Ihnen Sorgen macht.',
      },
      malignant: {
        title: 'Bösartig',
        meaning: (threshold) =>
          `Die Wahrscheinlichkeit für Bösartigkeit hat die Schwelle von ${threshold} erreicht. Das beweist keinen Krebs.`,
        next: 'Lassen Sie die Hautstelle bald ärztlich untersuchen, am besten in einer Hautarztpraxis, und nehmen Sie dieses Foto mit.',
      },
      unsure: {
        title: 'Nicht sicher',
        meaning: (threshold) =>
          `Die Wahrscheinlichkeit für Bösartigkeit liegt zu nah an der Schwelle von ${threshold} für eine Beurteilung.`,
        next: 'Machen Sie noch ein Foto bei besserem Licht, scharf und nah; bleibt es unsicher, lassen Sie die Hautstelle ärztlich untersuchen.',
      },
    },
    whatNext: 'Was jetzt zu tun ist',
    spoken: (title, probability) =>
      `Ergebnis: ${title}. Wahrscheinlichkeit für Bösartigkeit ${probability}.`,
    probability: 'Wahrscheinlichkeit für Bösartigkeit',
    threshold: (value) => `Schwelle ${value}`,
    unsureBand: (from, to) => `nicht sicher von ${from} bis ${to}`,
    under: (value) => `unter ${value}`,
    over: (value) => `über ${value}`,
    howOften: 'Wie oft das stimmt',
    measured: (found, cleared, pictures) =>
      `Auf ${pictures} Testbildern wurden etwa ${found} von 100 bösartigen Hautstellen als bösartig erkannt und etwa ${cleared} von 100 gutartigen als gutartig.`,
    mostLike: 'Am ähnlichsten',
    kinds: 'Arten von Hautveränderungen',
    kindsNote: 'Wie wahrscheinlich das Netz jede Art findet, die es kennt.',
    countsAsMalignant: 'zählt als bösartig',
    classNames: {
      akiec: 'aktinische Keratose oder Morbus Bowen (früher Hautkrebs)',
      bcc: 'Basalzellkarzinom (weißer Hautkrebs)',
      bkl: 'gutartige Keratose (Alterswarze, Altersfleck)',
      df: 'Dermatofibrom (harmloser fester Knoten)',
      mel: 'Melanom (schwarzer Hautkrebs)',
      nv: 'Muttermal (melanozytärer Nävus)',
      vasc: 'Gefäßveränderung (Blutschwamm, Blutfleck)',
    },
    notJudged: 'Nicht beurteilt: Das Foto ist nicht gut genug',
    notJudgedNote:
      'Eine Beurteilung eines solchen Fotos wäre leicht falsch. Bitte machen Sie ein neues:',
    findings: {
      'too-dark': {
        title: 'Zu dunkel',
        todo: 'Gehen Sie ans Fenster oder machen Sie Licht, und werfen Sie keinen Schatten auf die Haut.',
      },
      'too-bright': {
        title: 'Zu hell',
        todo: 'Blitz aus, keine direkte Sonne, und die Kamera neigen, bis nichts mehr glänzt.',
      },
      blurred: {
        title: 'Unscharf',
        todo: 'Linse abwischen, ruhig halten, etwas zurückgehen, bis es scharf ist, und zum Scharfstellen auf die Hautstelle tippen.',
      },
      'too-small': {
        title: 'Zu wenige Bildpunkte',
        todo: 'Gehen Sie näher heran oder wählen Sie das Original: Der betrachtete Teil braucht mindestens 100 Pixel je Seite.',
      },
      'lesion-out-of-frame': {
        title: 'Hautstelle nicht ganz im Bild',
        todo: 'Die ganze Hautstelle gehört in die Mitte, mit etwas Haut auf allen Seiten.',
      },
    },
    showAnyway: 'Beurteilung trotzdem zeigen',
    unreliable: 'Unzuverlässig: Dieses Foto ist für eine Beurteilung nicht gut genug.',
    unfamiliar: {
      title: 'Das sieht nicht nach einem nahen Foto einer Hautveränderung aus',
      todo: 'Es gibt keine Beurteilung: Das Netz kennt nichts als Hautveränderungen. Machen Sie ein Foto aus der Nähe, mit einer Hautstelle in der Mitte und Haut ringsum.',
    },
    mapShow: 'Zeigen, worauf das Netz geachtet hat',
    mapHide: 'Verbergen, worauf das Netz geachtet hat',
    mapTitle: 'Worauf das Netz geachtet hat',
    places: {
      'upper-left': 'links oben',
      upper: 'oben',
      'upper-right': 'rechts oben',
      left: 'links',
      middle: 'in der Mitte',
      right: 'rechts',
      'lower-left': 'links unten',
      lower: 'unten',
      'lower-right': 'rechts unten',
    },
    mapWords: (place, share) =>
      `Anzeichen für Bösartigkeit wogen im Quadrat ${place} am meisten; sie bedecken ${share} davon.`,
    mapEmpty: 'Nichts im Quadrat sprach für bösartig.',
    mapNote: 'Das zeigt, wo, und nicht, ob: Auch bei Gutartigem ist eine Stelle die stärkste.',
    seenSquare: 'Das Netz sieht, was im Quadrat liegt.',
    seenWhole: 'Das Netz sieht das ganze Foto.',
    time: 'Dauer',
    onThisDevice: (time) => `${time}, auf diesem Gerät`,
    network: 'Netz',
    details: {
      title: 'Technische Einzelheiten',
      photo: 'Foto',
      pixels: (width, height) => `${width} × ${height} Pixel`,
      seen: 'Gesehen',
      square: (side, x, y) => `ein Quadrat von ${side} Pixeln Seitenlänge, ab ${x}, ${y}`,
      decoded: 'Gelesen von',
      decodedBy: {
        lesionlens: 'Lesionlens, in jedem Browser gleich',
        browser: 'diesem Browser; ein anderer kann leicht abweichen',
        caller: 'der Seite',
      },
      steps: 'Schritte',
      stepTimes: (decode, resize, network, quality) =>
        `Lesen ${decode}, Verkleinern ${resize}, Netz ${network}, Qualität ${quality}`,
      threshold: 'Schwelle',
      hostThreshold: 'von dieser Seite gewählt',
      quality: 'Qualität',
      measures: (brightness, contrast, sharpness) =>
        `Helligkeit ${brightness}, Kontrast ${contrast}, Schärfe ${sharpness}`,
      familiarity: 'Vertrautheit',
      distance: (distance, limit) => `Abstand ${distance}, Grenze ${limit}`,
      notKnown: 'diese Gewichte können es nicht sagen',
      architecture: 'Architektur',
      trained: 'Gelernt an',
      notStated: 'nicht angegeben',
      weights: 'Gewichte',
      noHash: 'ohne https nicht verfügbar',
      runtime: 'Laufzeit',
      runs: (variant, memory) => `WebAssembly, ${variant}, ${memory} Speicher`,
      variants: {
        'relaxed-simd-threads': 'Relaxed SIMD und Threads',
        'relaxed-simd': 'Relaxed SIMD',
        simd: 'SIMD',
      },
    },
    errors: {
      ...fileErrorStrings.de,
      'browser-unsupported':
        'Dieser Browser kann den Klassifikator nicht ausführen. Bitte verwenden Sie eine aktuelle Version von Chrome, Edge, Firefox oder Safari (ab 16.4).',
      'runtime-unavailable':
        'Der Klassifikator konnte nicht gestartet werden: Sein Programm wurde nicht geladen. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
      'weights-address-invalid': 'Die Adresse der Gewichte ist hier nicht zulässig.',
      'weights-unavailable':
        'Die Gewichte des Netzes konnten nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
      'weights-too-large': 'Die Datei mit den Gewichten ist zu groß.',
      'weights-damaged':
        'Die Datei mit den Gewichten ist beschädigt oder keine solche Datei. Versuchen Sie es noch einmal.',
      'weights-mismatch': 'Die Gewichte passen nicht zu dieser Version der Seite.',
      'image-empty': 'Die Datei ist leer: Es ist kein Bild darin.',
      'image-unknown-format':
        'Diese Datei ist kein Bild, das hier gelesen werden kann. JPEG und PNG gehen immer.',
      'image-damaged':
        'Die Bilddatei ist beschädigt oder abgeschnitten. Wählen Sie ein anderes Foto.',
      'image-too-large': 'Dieses Bild ist zu groß. Wählen Sie ein kleineres Foto.',
      'image-too-small': 'Dieses Bild hat zu wenige Bildpunkte. Wählen Sie das Original.',
      'image-unreadable':
        'Diese Datei konnte nicht gelesen werden. Vielleicht wurde sie verschoben oder gelöscht; wählen Sie sie noch einmal.',
      'image-of-another-site':
        'Dieses Bild stammt von einer anderen Website, die das Lesen nicht erlaubt.',
      'region-invalid': 'Der gewählte Ausschnitt liegt nicht im Foto oder ist zu klein.',
      'module-crashed':
        'Der Klassifikator ist bei diesem Foto unerwartet stehen geblieben und wurde neu gestartet. Versuchen Sie es noch einmal oder nehmen Sie ein anderes Foto.',
      'out-of-memory':
        'Der Speicher dieses Geräts reicht dafür nicht. Schließen Sie andere Fenster oder nehmen Sie ein kleineres Foto.',
      'options-invalid': 'Eine Einstellung dieser Seite ist ungültig.',
      closed: 'Der Klassifikator wurde beendet.',
      internal: 'In dieser Seite ist etwas schiefgegangen. Laden Sie sie neu.',
    },
  },
  es: {
    photoArea: 'Foto',
    verdictArea: 'Valoración',
    choose: 'Elegir una foto',
    chooseAnother: 'Elegir otra foto',
    take: 'Hacer una foto',
    takeAnother: 'Hacer otra foto',
    frame: 'Poner la lesión en el anillo',
    back: 'Volver',
    dropHere: 'Suelte la foto aquí',
    dropOrPaste: 'o suéltela aquí, o péguela',
    emptyStage: 'Una sola lesión, nítida y de cerca',
    chosenPhoto: (name) => (name ? `La foto elegida, ${name}` : 'La foto elegida'),
    cannotShow: 'Este navegador no puede mostrar este tipo de imagen.',
    loading: 'Cargando la red',
    ready: 'Lista para una foto',
    working: 'Examinando la foto',
    retry: 'Intentar de nuevo',
    unavailable: 'El clasificador no está disponible',
    refused: 'No se pudo evaluar esta foto',
    nextPhoto: 'Puede elegir otra foto enseguida.',
    loaded: (loaded, total) =>
      total === undefined ? `${loaded} hasta ahora` : `${loaded} de ${total}`,
    advice: [
      'Que la lesión llene más o menos la mitad del encuadre, con algo de piel alrededor.',
      'No se mueva hasta que se vea nítida; una foto borrosa no permite una valoración sólida.',
      'Luz de día uniforme, sin flash; aparte el pelo y la ropa.',
    ],
    aid: 'Una ayuda para decidir, no un diagnóstico.',
    aidMore:
      'La red ve una sola foto y nada más. Pasa por alto algunos cánceres y se alarma con algunas manchas inofensivas. ' +
      'Una lesión que cambia, sangra, pica o le preocupa debe verla un médico, diga lo que diga esta página.',
    privacy: 'Su foto se queda en este dispositivo.',
    privacyMore:
      'Se evalúa en este navegador. No se sube ni se cuenta, y solo se guarda, en este dispositivo, si usted lo pide.',
    verdicts: {
      benign: {
        title: 'Benigno',
        meaning: (threshold) =>
          `La probabilidad de malignidad está por debajo del umbral de ${threshold}. Eso no descarta un cáncer.`,
        next: 'Vigile la lesión y haga que la examine un médico si cambia, sangra, pica o le preocupa.',
      },
      malignant: {
        title: 'Maligno',
        meaning: (threshold) =>
          `La probabilidad de malignidad ha alcanzado el umbral de ${threshold}. Eso no demuestra un cáncer.`,
        next: 'Haga que un médico, a ser posible un dermatólogo, examine pronto la lesión, y lleve esta foto.',
      },
      unsure: {
        title: 'No seguro',
        meaning: (threshold) =>
          `La probabilidad de malignidad está demasiado cerca del umbral de ${threshold} para una valoración.`,
        next: 'Haga otra foto con mejor luz, nítida y de cerca; si sigue sin estar claro, haga que un médico examine la lesión.',
      },
    },
    whatNext: 'Qué hacer ahora',
    spoken: (title, probability) =>
      `Resultado: ${title}. Probabilidad de malignidad: ${probability}.`,
    probability: 'Probabilidad de malignidad',
    threshold: (value) => `umbral ${value}`,
    unsureBand: (from, to) => `no seguro de ${from} a ${to}`,
    under: (value) => `menos del ${value}`,
    over: (value) => `más del ${value}`,
    howOften: 'Con qué frecuencia acierta',
    measured: (found, cleared, pictures) =>
      `En ${pictures} imágenes de prueba, unas ${found} de cada 100 lesiones malignas se dieron por malignas, y unas ${cleared} de cada 100 benignas por benignas.`,
    mostLike: 'Se parece más a',
    kinds: 'Tipos de lesión',
    kindsNote: 'La probabilidad que la red da a cada tipo que conoce.',
    countsAsMalignant: 'cuenta como maligno',
    classNames: {
      akiec: 'queratosis actínica o enfermedad de Bowen (cáncer de piel inicial)',
      bcc: 'carcinoma basocelular',
      bkl: 'queratosis benigna (verruga o mancha de la edad)',
      df: 'dermatofibroma (bulto duro inofensivo)',
      mel: 'melanoma',
      nv: 'lunar (nevo melanocítico)',
      vasc: 'lesión vascular (mancha de sangre)',
    },
    notJudged: 'No evaluado: la foto no es lo bastante buena',
    notJudgedNote: 'Una valoración de una foto así podría ser errónea. Haga otra, por favor:',
    findings: {
      'too-dark': {
        title: 'Demasiado oscura',
        todo: 'Acérquese a una ventana o encienda una lámpara, y no haga sombra sobre la piel.',
      },
      'too-bright': {
        title: 'Demasiado clara',
        todo: 'Apague el flash, evite el sol directo e incline la cámara hasta que nada brille.',
      },
      blurred: {
        title: 'Borrosa',
        todo: 'Limpie la lente, no se mueva, aléjese un poco hasta que se vea nítida y toque la lesión para enfocar.',
      },
      'too-small': {
        title: 'Muy pocos píxeles',
        todo: 'Acérquese o elija la foto original: la parte examinada necesita al menos 100 píxeles por lado.',
      },
      'lesion-out-of-frame': {
        title: 'La lesión se sale del encuadre',
        todo: 'Ponga toda la lesión en el centro, con algo de piel por todos los lados.',
      },
    },
    showAnyway: 'Mostrar la valoración de todos modos',
    unreliable: 'Poco fiable: esta foto no es lo bastante buena para una valoración.',
    unfamiliar: {
      title: 'Esto no parece una foto de cerca de una lesión de la piel',
      todo: 'No se da ninguna valoración: la red no conoce más que lesiones. Haga una foto de cerca, con una lesión en el centro y piel alrededor.',
    },
    mapShow: 'Mostrar en qué se fijó la red',
    mapHide: 'Ocultar en qué se fijó la red',
    mapTitle: 'En qué se fijó la red',
    places: {
      'upper-left': 'arriba a la izquierda',
      upper: 'arriba',
      'upper-right': 'arriba a la derecha',
      left: 'a la izquierda',
      middle: 'en el centro',
      right: 'a la derecha',
      'lower-left': 'abajo a la izquierda',
      lower: 'abajo',
      'lower-right': 'abajo a la derecha',
    },
    mapWords: (place, share) =>
      `Los signos de malignidad pesaron más ${place} del cuadrado; cubren ${share} de él.`,
    mapEmpty: 'Nada en el cuadrado indicaba malignidad.',
    mapNote: 'Muestra dónde, no si: también en una lesión benigna hay un lugar que pesa más.',
    seenSquare: 'La red ve lo que hay dentro del cuadrado.',
    seenWhole: 'La red ve la foto entera.',
    time: 'Tiempo',
    onThisDevice: (time) => `${time}, en este dispositivo`,
    network: 'Red',
    details: {
      title: 'Detalles técnicos',
      photo: 'Foto',
      pixels: (width, height) => `${width} × ${height} píxeles`,
      seen: 'Vista',
      square: (side, x, y) => `un cuadrado de ${side} píxeles de lado, desde ${x}, ${y}`,
      decoded: 'Descodificada por',
      decodedBy: {
        lesionlens: 'Lesionlens, igual en todos los navegadores',
        browser: 'este navegador; otro puede diferir un poco',
        caller: 'la página',
      },
      steps: 'Pasos',
      stepTimes: (decode, resize, network, quality) =>
        `descodificar ${decode}, reducir ${resize}, red ${network}, calidad ${quality}`,
      threshold: 'Umbral',
      hostThreshold: 'elegido por esta página',
      quality: 'Calidad',
      measures: (brightness, contrast, sharpness) =>
        `brillo ${brightness}, contraste ${contrast}, nitidez ${sharpness}`,
      familiarity: 'Familiaridad',
      distance: (distance, limit) => `distancia ${distance}, límite ${limit}`,
      notKnown: 'estos pesos no lo pueden decir',
      architecture: 'Arquitectura',
      trained: 'Entrenada con',
      notStated: 'no indicado',
      weights: 'Pesos',
      noHash: 'no disponible sin https',
      runtime: 'Ejecución',
      runs: (variant, memory) => `WebAssembly, ${variant}, ${memory} de memoria`,
      variants: {
        'relaxed-simd-threads': 'Relaxed SIMD e hilos',
        'relaxed-simd': 'Relaxed SIMD',
        simd: 'SIMD',
      },
    },
    errors: {
      ...fileErrorStrings.es,
      'browser-unsupported':
        'Este navegador no puede ejecutar el clasificador. Use una versión actual de Chrome, Edge, Firefox o Safari (16.4 o posterior).',
      'runtime-unavailable':
        'No se pudo iniciar el clasificador: su programa no se cargó. Compruebe la conexión e inténtelo de nuevo.',
      'weights-address-invalid': 'La dirección de los pesos no se admite aquí.',
      'weights-unavailable':
        'No se pudieron cargar los pesos de la red. Compruebe la conexión e inténtelo de nuevo.',
      'weights-too-large': 'El archivo de los pesos es demasiado grande.',
      'weights-damaged':
        'El archivo de los pesos está dañado o no es un archivo de pesos. Inténtelo de nuevo.',
      'weights-mismatch': 'Los pesos no corresponden a esta versión de la página.',
      'image-empty': 'El archivo está vacío: no contiene ninguna imagen.',
      'image-unknown-format':
        'Este archivo no es una imagen que se pueda leer aquí. JPEG y PNG funcionan siempre.',
      'image-damaged': 'El archivo de la imagen está dañado o cortado. Elija otra foto.',
      'image-too-large': 'Esta imagen es demasiado grande. Elija una foto más pequeña.',
      'image-too-small': 'Esta imagen tiene muy pocos píxeles. Elija la foto original.',
      'image-unreadable':
        'No se pudo leer este archivo. Quizá se haya movido o borrado; elíjalo otra vez.',
      'image-of-another-site': 'Esta imagen viene de otro sitio, que no permite leerla.',
      'region-invalid': 'El recorte elegido no está dentro de la foto o es demasiado pequeño.',
      'module-crashed':
        'El clasificador se detuvo inesperadamente con esta foto y se ha reiniciado. Inténtelo otra vez o elija otra foto.',
      'out-of-memory':
        'La memoria de este dispositivo no alcanza. Cierre otras ventanas o elija una foto más pequeña.',
      'options-invalid': 'Un ajuste de esta página no es válido.',
      closed: 'El clasificador se ha cerrado.',
      internal: 'Algo ha fallado en esta página. Vuelva a cargarla.',
    },
  },
  fr: {
    photoArea: 'Photo',
    verdictArea: 'Évaluation',
    choose: 'Choisir une photo',
    chooseAnother: 'Choisir une autre photo',
    take: 'Prendre une photo',
    takeAnother: 'Prendre une autre photo',
    frame: 'Placer la lésion dans l’anneau',
    back: 'Retour',
    dropHere: 'Déposez la photo ici',
    dropOrPaste: 'ou déposez-la ici, ou collez-la',
    emptyStage: 'Une seule lésion, nette et de près',
    chosenPhoto: (name) => (name ? `La photo choisie, ${name}` : 'La photo choisie'),
    cannotShow: 'Ce navigateur ne peut pas afficher ce type d’image.',
    loading: 'Chargement du réseau',
    ready: 'Prêt pour une photo',
    working: 'Examen de la photo',
    retry: 'Réessayer',
    unavailable: 'Le classificateur n’est pas disponible',
    refused: 'Cette photo n’a pas pu être évaluée',
    nextPhoto: 'Vous pouvez choisir une autre photo tout de suite.',
    loaded: (loaded, total) =>
      total === undefined ? `${loaded} jusqu’ici` : `${loaded} sur ${total}`,
    advice: [
      'La lésion remplit environ la moitié du cadre, avec un peu de peau autour.',
      'Ne bougez pas tant que l’image n’est pas nette ; une photo floue ne permet pas d’évaluation sûre.',
      'Lumière du jour uniforme, sans flash ; écartez les poils et les vêtements.',
    ],
    aid: 'Une aide à la décision, pas un diagnostic.',
    aidMore:
      'Le réseau voit une seule photo et rien d’autre. Il manque certains cancers et s’alarme de certaines taches sans danger. ' +
      'Une lésion qui change, saigne, démange ou vous inquiète doit être montrée à un médecin, quoi qu’il soit dit ici.',
    privacy: 'Votre photo reste sur cet appareil.',
    privacyMore:
      'Elle est évaluée dans ce navigateur. Elle n’est ni envoyée ni comptée, et n’est conservée, sur cet appareil, que si vous le demandez.',
    verdicts: {
      benign: {
        title: 'Bénin',
        meaning: (threshold) =>
          `La probabilité de malignité est inférieure au seuil de ${threshold}. Cela n’exclut pas un cancer.`,
        next: 'Surveillez la lésion et faites-la examiner par un médecin si elle change, saigne, démange ou vous inquiète.',
      },
      malignant: {
        title: 'Malin',
        meaning: (threshold) =>
          `La probabilité de malignité a atteint le seuil de ${threshold}. Cela ne prouve pas un cancer.`,
        next: 'Faites examiner bientôt la lésion par un médecin, de préférence un dermatologue, et apportez cette photo.',
      },
      unsure: {
        title: 'Incertain',
        meaning: (threshold) =>
          `La probabilité de malignité est trop proche du seuil de ${threshold} pour une évaluation.`,
        next: 'Prenez une autre photo avec une meilleure lumière, nette et de près ; si cela reste incertain, faites examiner la lésion par un médecin.',
      },
    },
    whatNext: 'Que faire maintenant',
    spoken: (title, probability) =>
      `Résultat : ${title}. Probabilité de malignité : ${probability}.`,
    probability: 'Probabilité de malignité',
    threshold: (value) => `seuil ${value}`,
    unsureBand: (from, to) => `incertain de ${from} à ${to}`,
    under: (value) => `moins de ${value}`,
    over: (value) => `plus de ${value}`,
    howOften: 'À quelle fréquence c’est juste',
    measured: (found, cleared, pictures) =>
      `Sur ${pictures} images de test, environ ${found} lésions malignes sur 100 ont été dites malignes, et environ ${cleared} bénignes sur 100 bénignes.`,
    mostLike: 'Ressemble le plus à',
    kinds: 'Types de lésion',
    kindsNote: 'La probabilité que le réseau donne à chaque type qu’il connaît.',
    countsAsMalignant: 'compte comme malin',
    classNames: {
      akiec: 'kératose actinique ou maladie de Bowen (cancer de la peau débutant)',
      bcc: 'carcinome basocellulaire',
      bkl: 'kératose bénigne (verrue ou tache de vieillesse)',
      df: 'dermatofibrome (nodule ferme sans danger)',
      mel: 'mélanome',
      nv: 'grain de beauté (nævus mélanocytaire)',
      vasc: 'lésion vasculaire (tache de sang)',
    },
    notJudged: 'Non évalué : la photo n’est pas assez bonne',
    notJudgedNote:
      'Une évaluation d’une telle photo pourrait être fausse. Veuillez en prendre une autre :',
    findings: {
      'too-dark': {
        title: 'Trop sombre',
        todo: 'Approchez-vous d’une fenêtre ou allumez une lampe, et ne faites pas d’ombre sur la peau.',
      },
      'too-bright': {
        title: 'Trop claire',
        todo: 'Coupez le flash, évitez le soleil direct et inclinez l’appareil jusqu’à ce que rien ne brille.',
      },
      blurred: {
        title: 'Floue',
        todo: 'Essuyez l’objectif, ne bougez pas, reculez un peu jusqu’à ce que ce soit net et touchez la lésion pour faire la mise au point.',
      },
      'too-small': {
        title: 'Trop peu de pixels',
        todo: 'Approchez-vous ou choisissez la photo d’origine : la partie examinée doit avoir au moins 100 pixels de côté.',
      },
      'lesion-out-of-frame': {
        title: 'Lésion hors du cadre',
        todo: 'Placez toute la lésion au milieu, avec un peu de peau de tous les côtés.',
      },
    },
    showAnyway: 'Afficher l’évaluation malgré tout',
    unreliable: 'Peu fiable : cette photo n’est pas assez bonne pour une évaluation.',
    unfamiliar: {
      title: 'Cela ne ressemble pas à une photo rapprochée d’une lésion de la peau',
      todo: 'Aucune évaluation n’est donnée : le réseau ne connaît que des lésions. Prenez une photo de près, avec une lésion au milieu et de la peau autour.',
    },
    mapShow: 'Montrer ce que le réseau a regardé',
    mapHide: 'Masquer ce que le réseau a regardé',
    mapTitle: 'Ce que le réseau a regardé',
    places: {
      'upper-left': 'en haut à gauche',
      upper: 'en haut',
      'upper-right': 'en haut à droite',
      left: 'à gauche',
      middle: 'au milieu',
      right: 'à droite',
      'lower-left': 'en bas à gauche',
      lower: 'en bas',
      'lower-right': 'en bas à droite',
    },
    mapWords: (place, share) =>
      `Les signes de malignité ont pesé le plus ${place} du carré ; ils en couvrent ${share}.`,
    mapEmpty: 'Rien dans le carré ne parlait pour la malignité.',
    mapNote: 'Cela montre où, et non si : une lésion bénigne a aussi un endroit qui pèse le plus.',
    seenSquare: 'Le réseau voit ce qui se trouve dans le carré.',
    seenWhole: 'Le réseau voit la photo entière.',
    time: 'Durée',
    onThisDevice: (time) => `${time}, sur cet appareil`,
    network: 'Réseau',
    details: {
      title: 'Détails techniques',
      photo: 'Photo',
      pixels: (width, height) => `${width} × ${height} pixels`,
      seen: 'Vu',
      square: (side, x, y) => `un carré de ${side} pixels de côté, à partir de ${x}, ${y}`,
      decoded: 'Décodée par',
      decodedBy: {
        lesionlens: 'Lesionlens, de la même façon dans tous les navigateurs',
        browser: 'ce navigateur ; un autre peut différer légèrement',
        caller: 'la page',
      },
      steps: 'Étapes',
      stepTimes: (decode, resize, network, quality) =>
        `décodage ${decode}, réduction ${resize}, réseau ${network}, qualité ${quality}`,
      threshold: 'Seuil',
      hostThreshold: 'choisi par cette page',
      quality: 'Qualité',
      measures: (brightness, contrast, sharpness) =>
        `luminosité ${brightness}, contraste ${contrast}, netteté ${sharpness}`,
      familiarity: 'Familiarité',
      distance: (distance, limit) => `distance ${distance}, limite ${limit}`,
      notKnown: 'ces poids ne peuvent pas le dire',
      architecture: 'Architecture',
      trained: 'Entraîné sur',
      notStated: 'non indiqué',
      weights: 'Poids',
      noHash: 'non disponible sans https',
      runtime: 'Exécution',
      runs: (variant, memory) => `WebAssembly, ${variant}, ${memory} de mémoire`,
      variants: {
        'relaxed-simd-threads': 'Relaxed SIMD et threads',
        'relaxed-simd': 'Relaxed SIMD',
        simd: 'SIMD',
      },
    },
    errors: {
      ...fileErrorStrings.fr,
      'browser-unsupported':
        'Ce navigateur ne peut pas exécuter le classificateur. Utilisez une version actuelle de Chrome, Edge, Firefox ou Safari (16.4 ou plus récente).',
      'runtime-unavailable':
        'Le classificateur n’a pas pu démarrer : son programme n’a pas été chargé. Vérifiez la connexion et réessayez.',
      'weights-address-invalid': 'L’adresse des poids n’est pas admise ici.',
      'weights-unavailable':
        'Les poids du réseau n’ont pas pu être chargés. Vérifiez la connexion et réessayez.',
      'weights-too-large': 'Le fichier des poids est trop volumineux.',
      'weights-damaged':
        'Le fichier des poids est endommagé ou n’en est pas un. Veuillez réessayer.',
      'weights-mismatch': 'Les poids ne conviennent pas à cette version de la page.',
      'image-empty': 'Le fichier est vide : il ne contient aucune image.',
      'image-unknown-format':
        'Ce fichier n’est pas une image lisible ici. JPEG et PNG conviennent toujours.',
      'image-damaged': 'Le fichier de l’image est endommagé ou coupé. Choisissez une autre photo.',
      'image-too-large': 'Cette image est trop grande. Choisissez une photo plus petite.',
      'image-too-small': 'Cette image a trop peu de pixels. Choisissez la photo d’origine.',
      'image-unreadable':
        'Ce fichier n’a pas pu être lu. Il a peut-être été déplacé ou supprimé ; choisissez-le à nouveau.',
      'image-of-another-site':
        'Cette image provient d’un autre site, qui n’autorise pas sa lecture.',
      'region-invalid': 'La partie choisie n’est pas dans la photo ou est trop petite.',
      'module-crashed':
        'Le classificateur s’est arrêté de façon inattendue sur cette photo et a été redémarré. Réessayez, ou choisissez une autre photo.',
      'out-of-memory':
        'La mémoire de cet appareil ne suffit pas. Fermez d’autres fenêtres ou choisissez une photo plus petite.',
      'options-invalid': 'Un réglage de cette page n’est pas valable.',
      closed: 'Le classificateur a été fermé.',
      internal: 'Un problème est survenu dans cette page. Rechargez-la.',
    },
  },
  ar: {
    photoArea: 'الصورة',
    verdictArea: 'التقييم',
    choose: 'اختر صورة',
    chooseAnother: 'اختر صورة أخرى',
    take: 'التقط صورة',
    takeAnother: 'التقط صورة أخرى',
    frame: 'ضع الآفة داخل الحلقة',
    back: 'رجوع',
    dropHere: 'أفلت الصورة هنا',
    dropOrPaste: 'أو أفلتها هنا، أو الصقها',
    emptyStage: 'آفة واحدة، واضحة وقريبة',
    chosenPhoto: (name) => (name ? `الصورة المختارة، ${name}` : 'الصورة المختارة'),
    cannotShow: 'لا يستطيع هذا المتصفح عرض هذا النوع من الصور.',
    loading: 'جارٍ تحميل الشبكة',
    ready: 'جاهزة لاستقبال صورة',
    working: 'جارٍ فحص الصورة',
    retry: 'حاول مرة أخرى',
    unavailable: 'المصنِّف غير متاح',
    refused: 'تعذّر تقييم هذه الصورة',
    nextPhoto: 'يمكنك اختيار صورة أخرى على الفور.',
    loaded: (loaded, total) =>
      total === undefined ? `حتى الآن: ${loaded}` : `${loaded} من ${total}`,
    advice: [
      'لتملأ الآفة نحو نصف الإطار، مع قليل من الجلد حولها.',
      'اثبت حتى تتضح الصورة؛ فالصورة غير الواضحة لا تتيح تقييمًا سليمًا.',
      'ضوء نهار متساوٍ بلا وهج الفلاش؛ أبعد الشعر والملابس.',
    ],
    aid: 'أداة تساعد على القرار وليست تشخيصًا.',
    aidMore:
      'ترى الشبكة صورة واحدة ولا شيء غيرها. تفوتها بعض السرطانات وتنذر من بعض البقع غير الضارة. ' +
      'الآفة التي تتغيّر أو تنزف أو تحكّ أو تقلقك يجب أن يراها طبيب، مهما قيل هنا.',
    privacy: 'تبقى صورتك على هذا الجهاز.',
    privacyMore:
      'تُقيَّم في هذا المتصفح، فلا تُرفع ولا تُحصى، ولا تُحفظ على هذا الجهاز إلا إذا طلبت ذلك.',
    verdicts: {
      benign: {
        title: 'حميد',
        meaning: (threshold) =>
          `احتمال الخباثة أقل من العتبة البالغة ${threshold}. هذا لا ينفي وجود سرطان.`,
        next: 'راقب الآفة، وليفحصها طبيب إذا تغيّرت أو نزفت أو حكّت أو أقلقتك.',
      },
      malignant: {
        title: 'خبيث',
        meaning: (threshold) =>
          `بلغ احتمال الخباثة العتبة البالغة ${threshold}. هذا ليس دليلًا على السرطان.`,
        next: 'ليفحص الآفةَ طبيبٌ قريبًا، ويُفضَّل طبيب جلدية، وخذ هذه الصورة معك.',
      },
      unsure: {
        title: 'غير مؤكد',
        meaning: (threshold) =>
          `احتمال الخباثة قريب من العتبة البالغة ${threshold} إلى حدّ لا يسمح بالتقييم.`,
        next: 'التقط صورة أخرى بضوء أفضل، واضحة وقريبة؛ وإذا بقي الأمر غير مؤكد فليفحص الآفةَ طبيب.',
      },
    },
    whatNext: 'ما العمل الآن',
    spoken: (title, probability) => `النتيجة: ${title}. احتمال الخباثة: ${probability}.`,
    probability: 'احتمال الخباثة',
    threshold: (value) => `العتبة ${value}`,
    unsureBand: (from, to) => `غير مؤكد من ${from} إلى ${to}`,
    under: (value) => `أقل من ${value}`,
    over: (value) => `أكثر من ${value}`,
    howOften: 'كم مرة يكون هذا صحيحًا',
    measured: (found, cleared, pictures) =>
      `من بين ${pictures} صورة اختبار، صُنّفت خبيثةً نحو ${found} من كل 100 آفة خبيثة، وحميدةً نحو ${cleared} من كل 100 آفة حميدة.`,
    mostLike: 'الأقرب شبهًا',
    kinds: 'أنواع الآفات',
    kindsNote: 'مدى احتمال كل نوع تعرفه الشبكة في تقديرها.',
    countsAsMalignant: 'يُعدّ خبيثًا',
    classNames: {
      akiec: 'تقرّن سفعي أو داء بوين (سرطان جلد مبكر)',
      bcc: 'سرطانة الخلايا القاعدية',
      bkl: 'تقرّن حميد (ثؤلول أو بقعة شيخوخة)',
      df: 'ورم ليفي جلدي (عقدة صلبة غير ضارة)',
      mel: 'ميلانوما (سرطان الخلايا الصبغية)',
      nv: 'شامة (وحمة صبغية)',
      vasc: 'آفة وعائية (بقعة دموية)',
    },
    notJudged: 'لم تُقيَّم: الصورة ليست جيدة بما يكفي',
    notJudgedNote: 'قد يكون تقييم صورة كهذه خاطئًا. يُرجى التقاط صورة أخرى:',
    findings: {
      'too-dark': {
        title: 'مظلمة جدًا',
        todo: 'اقترب من نافذة أو أضئ مصباحًا، ولا تُلقِ ظلك على الجلد.',
      },
      'too-bright': {
        title: 'ساطعة جدًا',
        todo: 'أطفئ الفلاش وتجنّب الشمس المباشرة، وأمِل الكاميرا حتى يختفي اللمعان.',
      },
      blurred: {
        title: 'غير واضحة',
        todo: 'امسح العدسة واثبت، وابتعد قليلًا حتى تتضح الصورة، ثم المس الآفة لضبط التركيز.',
      },
      'too-small': {
        title: 'عدد البكسلات قليل',
        todo: 'اقترب أكثر أو اختر الصورة الأصلية: يحتاج الجزء المفحوص إلى 100 بكسل على الأقل لكل ضلع.',
      },
      'lesion-out-of-frame': {
        title: 'الآفة خارج الإطار',
        todo: 'ضع الآفة كلها في الوسط، مع قليل من الجلد من كل الجهات.',
      },
    },
    showAnyway: 'أظهر التقييم رغم ذلك',
    unreliable: 'غير موثوق: هذه الصورة ليست جيدة بما يكفي للتقييم.',
    unfamiliar: {
      title: 'لا تبدو هذه صورة قريبة لآفة جلدية',
      todo: 'لا يُعطى تقييم: فالشبكة لا تعرف إلا الآفات. التقط صورة من قرب، تكون فيها آفة واحدة في الوسط وحولها جلد.',
    },
    mapShow: 'أظهر ما نظرت إليه الشبكة',
    mapHide: 'أخفِ ما نظرت إليه الشبكة',
    mapTitle: 'ما نظرت إليه الشبكة',
    places: {
      'upper-left': 'أعلى اليسار',
      upper: 'الأعلى',
      'upper-right': 'أعلى اليمين',
      left: 'اليسار',
      middle: 'الوسط',
      right: 'اليمين',
      'lower-left': 'أسفل اليسار',
      lower: 'الأسفل',
      'lower-right': 'أسفل اليمين',
    },
    mapWords: (place, share) =>
      `كان أقوى وزن لعلامات الخباثة داخل المربع في ${place}؛ وهي تغطي ${share} منه.`,
    mapEmpty: 'لا شيء في المربع يشير إلى الخباثة.',
    mapNote: 'هذا يبيّن أين، لا هل: فللآفة الحميدة أيضًا موضع أقوى من غيره.',
    seenSquare: 'ترى الشبكة ما بداخل المربع.',
    seenWhole: 'ترى الشبكة الصورة كلها.',
    time: 'المدة',
    onThisDevice: (time) => `${time}، على هذا الجهاز`,
    network: 'الشبكة',
    details: {
      title: 'تفاصيل تقنية',
      photo: 'الصورة',
      pixels: (width, height) => `${width} × ${height} بكسل`,
      seen: 'المرئي',
      square: (side, x, y) => `مربع طول ضلعه ${side} بكسل، بدءًا من ${x}، ${y}`,
      decoded: 'فُكّ ترميزها بواسطة',
      decodedBy: {
        lesionlens: 'Lesionlens، وهو نفسه في كل المتصفحات',
        browser: 'هذا المتصفح؛ وقد يختلف غيره قليلًا',
        caller: 'الصفحة',
      },
      steps: 'الخطوات',
      stepTimes: (decode, resize, network, quality) =>
        `فك الترميز ${decode}، التصغير ${resize}، الشبكة ${network}، الجودة ${quality}`,
      threshold: 'العتبة',
      hostThreshold: 'اختارتها هذه الصفحة',
      quality: 'الجودة',
      measures: (brightness, contrast, sharpness) =>
        `السطوع ${brightness}، التباين ${contrast}، الوضوح ${sharpness}`,
      familiarity: 'الألفة',
      distance: (distance, limit) => `المسافة ${distance}، الحد ${limit}`,
      notKnown: 'لا تستطيع هذه الأوزان تحديد ذلك',
      architecture: 'البنية',
      trained: 'دُرّبت على',
      notStated: 'غير مذكور',
      weights: 'الأوزان',
      noHash: 'غير متاح بلا https',
      runtime: 'التشغيل',
      runs: (variant, memory) => `WebAssembly، ${variant}، ذاكرة ${memory}`,
      variants: {
        'relaxed-simd-threads': 'Relaxed SIMD مع خيوط تنفيذ',
        'relaxed-simd': 'Relaxed SIMD',
        simd: 'SIMD',
      },
    },
    errors: {
      ...fileErrorStrings.ar,
      'browser-unsupported':
        'لا يستطيع هذا المتصفح تشغيل المصنِّف. يُرجى استخدام إصدار حديث من Chrome أو Edge أو Firefox أو Safari (16.4 أو أحدث).',
      'runtime-unavailable':
        'تعذّر تشغيل المصنِّف: لم يُحمَّل برنامجه. تحقق من الاتصال ثم حاول مرة أخرى.',
      'weights-address-invalid': 'عنوان الأوزان غير مقبول هنا.',
      'weights-unavailable': 'تعذّر تحميل أوزان الشبكة. تحقق من الاتصال ثم حاول مرة أخرى.',
      'weights-too-large': 'ملف الأوزان كبير جدًا.',
      'weights-damaged': 'ملف الأوزان تالف أو ليس ملف أوزان. حاول مرة أخرى.',
      'weights-mismatch': 'لا تلائم الأوزان هذا الإصدار من الصفحة.',
      'image-empty': 'الملف فارغ: لا صورة فيه.',
      'image-unknown-format':
        'هذا الملف ليس صورة يمكن قراءتها هنا. صيغتا JPEG وPNG مقبولتان دائمًا.',
      'image-damaged': 'ملف الصورة تالف أو مبتور. اختر صورة أخرى.',
      'image-too-large': 'هذه الصورة كبيرة جدًا. اختر صورة أصغر.',
      'image-too-small': 'عدد بكسلات هذه الصورة قليل جدًا. اختر الصورة الأصلية.',
      'image-unreadable': 'تعذّرت قراءة هذا الملف. ربما نُقل أو حُذف؛ اختره مرة أخرى.',
      'image-of-another-site': 'هذه الصورة من موقع آخر لا يسمح بقراءتها.',
      'region-invalid': 'الجزء المختار ليس داخل الصورة أو صغير جدًا.',
      'module-crashed':
        'توقف المصنِّف فجأة عند هذه الصورة وأُعيد تشغيله. حاول مرة أخرى أو اختر صورة أخرى.',
      'out-of-memory': 'ذاكرة هذا الجهاز لا تكفي. أغلق نوافذ أخرى أو اختر صورة أصغر.',
      'options-invalid': 'أحد إعدادات هذه الصفحة غير صالح.',
      closed: 'أُغلق المصنِّف.',
      internal: 'حدث خطأ في هذه الصفحة. أعد تحميلها.',
    },
  },
};
