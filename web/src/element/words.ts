// The element's words in one language, a host's own in place of some, and numbers as they are written there.
import type { LesionLensError } from '../classifier/index.ts';
import { directionOf, type Language } from '../strings/language.ts';
import type { CameraStrings } from '../strings/parts/camera.ts';
import type { FramingStrings } from '../strings/parts/framing.ts';
import { type LensStrings, lensStrings } from '../strings/parts/lens.ts';
import { percentFormat } from '../strings/percent.ts';

/** What a host may say in its own words: all of it, or as little as it likes. */
export interface OwnStrings extends Partial<LensStrings> {
  camera?: Partial<CameraStrings>;
  /** Of the ring that the lesion is put into. */
  framing?: Partial<FramingStrings>;
}

export class Words {
  readonly strings: LensStrings;
  readonly direction: 'ltr' | 'rtl';
  readonly #percent: Intl.NumberFormat;

  constructor(
    readonly language: Language,
    readonly own: OwnStrings = {},
  ) {
    this.strings = { ...lensStrings[language], ...own };
    this.direction = directionOf(language);
    this.#percent = percentFormat(language);
  }

  /** One decimal, and no certainty that no network has: "34.2%", "under 0.1%", "over 99.9%". */
  percent(share: number): string {
    if (share < 0.001) {
      return this.strings.under(this.#percent.format(0.001));
    }
    return share > 0.999
      ? this.strings.over(this.#percent.format(0.999))
      : this.#percent.format(share);
  }

  /** For what is only roughly known: "20%". */
  wholePercent(share: number): string {
    return this.#format(share, { style: 'percent' });
  }

  /** @param digits At most so many behind the point. */
  number(value: number, digits = 0): string {
    return this.#format(value, { maximumFractionDigits: digits });
  }

  milliseconds(value: number): string {
    return this.#format(value, {
      style: 'unit',
      unit: 'millisecond',
      maximumFractionDigits: value < 10 ? 1 : 0,
    });
  }

  megabytes(bytes: number): string {
    return this.#format(bytes / 1e6, {
      style: 'unit',
      unit: 'megabyte',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
  }

  className(name: string): string {
    return this.strings.classNames[name] ?? name;
  }

  error({ code, message }: LesionLensError): string {
    return this.strings.errors[code] ?? message;
  }

  #format(value: number, options: Intl.NumberFormatOptions): string {
    return new Intl.NumberFormat(this.language, options).format(value);
  }
}
