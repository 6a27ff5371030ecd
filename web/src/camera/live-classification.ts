// Judges the frames of a live view: never more than one under way, so that whoever judges them is never asked for more than
// it can do, and the view is never held up. Frames that come meanwhile are passed over.
import type { Classification, Quality, Region } from '../classifier/types.ts';
import { changedMuch, type Gist, gist } from './picture-change.ts';
import { SmoothedProbability } from './smoothed-probability.ts';

/** Judges one frame. `region` is what the network is to see of it. */
export type ClassifyFrame = (
  image: ImageBitmap | ImageData,
  region: Region,
) => Promise<Pick<Classification, JudgedParts>>;

type JudgedParts =
  'probabilityMalignant' | 'threshold' | 'unsureFrom' | 'unsureTo' | 'quality' | 'familiarity';

export interface LiveReading {
  /** Of the newest frame. */
  quality: Quality;
  /** Smoothed over time. Absent where the newest frame is not good enough to be judged, or shows no lesion. */
  judged?: { probability: number; looks: 'benign' | 'malignant' | 'unsure'; threshold: number };
}

/** After a refusal, so that one that stays does not use the device up. */
const PAUSE_AFTER_FAILURE_MILLISECONDS = 2000;

export class LiveClassification {
  readonly #onReading: (reading: LiveReading | undefined) => void;
  readonly #probability = new SmoothedProbability();
  #underWay = false;
  #notBefore = 0;
  #gist: Gist | undefined;
  /** Counts `reset`s, so that the answer to a frame from before is dropped. */
  #view = 0;

  /** @param onReading Called with each answer; with undefined where a frame could not be judged. */
  constructor(onReading: (reading: LiveReading | undefined) => void) {
    this.#onReading = onReading;
  }

  /** Whether a frame would be taken now. */
  get free(): boolean {
    return !this.#underWay && performance.now() >= this.#notBefore;
  }

  /** Takes the frame where it is `free`, else does nothing. */
  async offer(frame: ImageData, classify: ClassifyFrame): Promise<void> {
    if (!this.free) {
      return;
    }
    this.#underWay = true;
    const view = this.#view;
    const newGist = gist(frame);
    if (this.#gist && changedMuch(this.#gist, newGist)) {
      this.#probability.reset();
    }
    this.#gist = newGist;
    let reading: LiveReading | undefined;
    try {
      const answer = await classify(frame, { x: 0, y: 0, side: frame.width });
      reading = view === this.#view ? this.#read(answer) : undefined;
    } catch {
      this.#notBefore = performance.now() + PAUSE_AFTER_FAILURE_MILLISECONDS;
    }
    this.#underWay = false;
    if (view === this.#view) {
      this.#onReading(reading);
    }
  }

  /** Another camera, or a new start: nothing of the old view counts any more. */
  reset(): void {
    this.#view++;
    this.#gist = undefined;
    this.#probability.reset();
  }

  #read(answer: Pick<Classification, JudgedParts>): LiveReading {
    const { quality, familiarity, threshold, unsureFrom, unsureTo } = answer;
    if (quality.findings.length > 0 || familiarity?.familiar === false) {
      this.#probability.reset();
      return { quality };
    }
    const probability = this.#probability.add(answer.probabilityMalignant, performance.now());
    const unsure = probability >= unsureFrom && probability < unsureTo;
    const side = probability >= threshold ? 'malignant' : 'benign';
    return { quality, judged: { probability, looks: unsure ? 'unsure' : side, threshold } };
  }
}
