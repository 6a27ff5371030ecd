// Why a file is not read, for kinds of files that are not plain JPEG or PNG. English is what the errors say themselves.
import type { OwnErrorCode } from '../../classifier/index.ts';
import type { Language } from '../language.ts';

type FileErrorCode = (OwnErrorCode & `dicom-${string}`) | 'image-not-for-this-browser';

export const fileErrorStrings: Record<Exclude<Language, 'en'>, Record<FileErrorCode, string>> = {
  de: {
    'image-not-for-this-browser':
      'Dieses Foto hat ein Format (HEIC, AVIF oder WebP), das dieser Browser nicht lesen kann. Speichern Sie es als JPEG, oder nehmen Sie einen anderen Browser.',
    'dicom-damaged':
      'Diese DICOM-Datei ist beschädigt, abgeschnitten oder unvollständig. Kopieren oder exportieren Sie sie noch einmal.',
    'dicom-not-a-photo':
      'Diese DICOM-Datei enthält kein Foto der Haut: Gelesen werden nur fotografische und dermatoskopische Bilder und Bildschirmaufnahmen.',
    'dicom-compression':
      'Diese DICOM-Datei ist auf eine Weise komprimiert, die hier nicht gelesen wird: nur JPEG (baseline oder progressiv) und unkomprimierte Dateien.',
    'dicom-several-frames':
      'Diese DICOM-Datei enthält mehrere Bilder oder einen Film; gelesen werden nur Dateien mit einem einzigen Bild.',
    'dicom-pixel-format':
      'Die Bildpunkte dieser DICOM-Datei sind von einer Art, die hier nicht gelesen wird: nur Farbe oder Grau mit 8 Bit je Kanal.',
    'dicom-unavailable':
      'Der Teil des Programms, der DICOM-Dateien liest, wurde nicht geladen. Prüfen Sie die Verbindung und öffnen Sie die Seite noch einmal.',
  },
  es: {
    'image-not-for-this-browser':
      'Esta foto tiene un formato (HEIC, AVIF o WebP) que este navegador no puede leer. Guárdela como JPEG o use otro navegador.',
    'dicom-damaged':
      'Este archivo DICOM está dañado, cortado o incompleto. Cópielo o expórtelo de nuevo.',
    'dicom-not-a-photo':
      'Este archivo DICOM no contiene ninguna foto de la piel: solo se leen imágenes fotográficas, dermatoscópicas y capturas de pantalla.',
    'dicom-compression':
      'Este archivo DICOM está comprimido de una forma que aquí no se lee: solo JPEG (baseline o progresivo) y archivos sin comprimir.',
    'dicom-several-frames':
      'Este archivo DICOM contiene varias imágenes o una película; solo se leen archivos con una única imagen.',
    'dicom-pixel-format':
      'Los píxeles de este archivo DICOM son de un tipo que aquí no se lee: solo color o gris con 8 bits por canal.',
    'dicom-unavailable':
      'No se cargó la parte del programa que lee archivos DICOM. Compruebe la conexión y abra la página de nuevo.',
  },
  fr: {
    'image-not-for-this-browser':
      'Cette photo est dans un format (HEIC, AVIF ou WebP) que ce navigateur ne sait pas lire. Enregistrez-la en JPEG ou utilisez un autre navigateur.',
    'dicom-damaged':
      'Ce fichier DICOM est endommagé, tronqué ou incomplet. Copiez-le ou exportez-le de nouveau.',
    'dicom-not-a-photo':
      'Ce fichier DICOM ne contient pas de photo de la peau : seules les images photographiques et dermoscopiques et les captures d’écran sont lues.',
    'dicom-compression':
      'Ce fichier DICOM est compressé d’une manière qui n’est pas lue ici : seulement JPEG (baseline ou progressif) et les fichiers non compressés.',
    'dicom-several-frames':
      'Ce fichier DICOM contient plusieurs images ou un film ; seuls les fichiers d’une seule image sont lus.',
    'dicom-pixel-format':
      'Les pixels de ce fichier DICOM sont d’un type qui n’est pas lu ici : seulement la couleur ou le gris sur 8 bits par canal.',
    'dicom-unavailable':
      'La partie du programme qui lit les fichiers DICOM n’a pas été chargée. Vérifiez la connexion et ouvrez la page de nouveau.',
  },
  ar: {
    'image-not-for-this-browser':
      'هذه الصورة بصيغة (HEIC أو AVIF أو WebP) لا يستطيع هذا المتصفح قراءتها. احفظها بصيغة JPEG أو استخدم متصفحًا آخر.',
    'dicom-damaged': 'ملف DICOM هذا تالف أو مقطوع أو ناقص. انسخه أو صدّره مرة أخرى.',
    'dicom-not-a-photo':
      'لا يحتوي ملف DICOM هذا على صورة للجلد: تُقرأ فقط الصور الفوتوغرافية وصور منظار الجلد ولقطات الشاشة.',
    'dicom-compression':
      'ملف DICOM هذا مضغوط بطريقة لا تُقرأ هنا: تُقرأ فقط ملفات JPEG (الأساسي أو التدريجي) والملفات غير المضغوطة.',
    'dicom-several-frames':
      'يحتوي ملف DICOM هذا على عدة صور أو على فيلم؛ تُقرأ فقط الملفات ذات الصورة الواحدة.',
    'dicom-pixel-format':
      'وحدات البكسل في ملف DICOM هذا من نوع لا يُقرأ هنا: الألوان أو الرمادي بثماني بتات لكل قناة فقط.',
    'dicom-unavailable':
      'لم يُحمَّل الجزء من البرنامج الذي يقرأ ملفات DICOM. تحقق من الاتصال وافتح الصفحة مرة أخرى.',
  },
};
