// What the framing of a photo says.
import type { Language } from '../language.ts';

export interface FramingStrings {
  framing: string;
  /** The name of what is moved with fingers, mouse or keys. */
  stage: string;
  loading: string;
  hint: string;
  keys: string;
  closer: string;
  farther: string;
  wholeMiddle: string;
  confirm: string;
  preview: string;
  previewAlternative: string;
  /** Where the square is, for screen readers. Each already in the numbers of the language. */
  place: (side: string, across: string, down: string) => string;
  unreadable: string;
  aid: string;
}

export const framingStrings: Record<Language, FramingStrings> = {
  en: {
    framing: 'Choose the part to judge',
    stage: 'Photo behind the ring',
    loading: 'The photo is being opened',
    hint: 'Move and zoom the photo until the whole lesion lies in the ring, with some skin around it.',
    keys: 'Arrow keys move the square, plus and minus zoom.',
    closer: 'Zoom in',
    farther: 'Zoom out',
    wholeMiddle: 'Use the whole middle',
    confirm: 'Judge this part',
    preview: 'This is what the network will see',
    previewAlternative: 'The part of the photo in the square',
    place: (side, across, down) =>
      `The square takes ${side} of the photo. Its middle lies ${across} from the left and ${down} from the top.`,
    unreadable: 'This browser cannot show the photo, so its middle is judged.',
    aid: 'A decision aid, not a diagnosis.',
  },
  de: {
    framing: 'Zu beurteilenden Ausschnitt wählen',
    stage: 'Foto hinter dem Ring',
    loading: 'Das Foto wird geöffnet',
    hint: 'Verschieben und vergrößern Sie das Foto, bis die ganze Läsion mit etwas Haut ringsum im Ring liegt.',
    keys: 'Pfeiltasten verschieben das Quadrat, Plus und Minus vergrößern und verkleinern.',
    closer: 'Vergrößern',
    farther: 'Verkleinern',
    wholeMiddle: 'Die ganze Mitte nehmen',
    confirm: 'Diesen Ausschnitt beurteilen',
    preview: 'Das wird das Netz sehen',
    previewAlternative: 'Der Teil des Fotos im Quadrat',
    place: (side, across, down) =>
      `Das Quadrat nimmt ${side} des Fotos ein. Seine Mitte liegt ${across} von links und ${down} von oben.`,
    unreadable: 'Dieser Browser kann das Foto nicht zeigen, deshalb wird seine Mitte beurteilt.',
    aid: 'Eine Entscheidungshilfe, keine Diagnose.',
  },
  es: {
    framing: 'Elegir la parte que se evalúa',
    stage: 'Foto detrás del anillo',
    loading: 'Abriendo la foto',
    hint: 'Mueva y amplíe la foto hasta que toda la lesión, con algo de piel alrededor, quede en el anillo.',
    keys: 'Las flechas mueven el cuadrado; más y menos amplían y reducen.',
    closer: 'Ampliar',
    farther: 'Reducir',
    wholeMiddle: 'Usar todo el centro',
    confirm: 'Evaluar esta parte',
    preview: 'Esto es lo que verá la red',
    previewAlternative: 'La parte de la foto dentro del cuadrado',
    place: (side, across, down) =>
      `El cuadrado ocupa ${side} de la foto. Su centro está a ${across} de la izquierda y a ${down} de arriba.`,
    unreadable: 'Este navegador no puede mostrar la foto, así que se evalúa su centro.',
    aid: 'Una ayuda para decidir, no un diagnóstico.',
  },
  fr: {
    framing: 'Choisir la partie à évaluer',
    stage: 'Photo derrière l’anneau',
    loading: 'Ouverture de la photo',
    hint: 'Déplacez et agrandissez la photo jusqu’à ce que toute la lésion, avec un peu de peau autour, soit dans l’anneau.',
    keys: 'Les flèches déplacent le carré ; plus et moins agrandissent et réduisent.',
    closer: 'Agrandir',
    farther: 'Réduire',
    wholeMiddle: 'Utiliser tout le milieu',
    confirm: 'Évaluer cette partie',
    preview: 'Voici ce que le réseau verra',
    previewAlternative: 'La partie de la photo dans le carré',
    place: (side, across, down) =>
      `Le carré occupe ${side} de la photo. Son centre est à ${across} de la gauche et à ${down} du haut.`,
    unreadable: 'Ce navigateur ne peut pas afficher la photo ; son milieu est donc évalué.',
    aid: 'Une aide à la décision, pas un diagnostic.',
  },
  ar: {
    framing: 'اختيار الجزء الذي يُقيَّم',
    stage: 'الصورة خلف الحلقة',
    loading: 'يجري فتح الصورة',
    hint: 'حرّك الصورة وكبّرها حتى تقع الآفة كلها داخل الحلقة مع بعض الجلد حولها.',
    keys: 'تحرّك مفاتيح الأسهم المربع، ويكبّر الزائد ويصغّر الناقص.',
    closer: 'تكبير',
    farther: 'تصغير',
    wholeMiddle: 'استخدام الوسط كله',
    confirm: 'تقييم هذا الجزء',
    preview: 'هذا ما ستراه الشبكة',
    previewAlternative: 'جزء الصورة داخل المربع',
    place: (side, across, down) =>
      `يشغل المربع ${side} من الصورة. يقع مركزه على بعد ${across} من اليسار و${down} من الأعلى.`,
    unreadable: 'لا يستطيع هذا المتصفح عرض الصورة، لذلك يُقيَّم وسطها.',
    aid: 'أداة تساعد على القرار وليست تشخيصًا.',
  },
};
