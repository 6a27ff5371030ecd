// The ONNX files that `lesionlens export` writes compute what Lesionlens computes: ONNX Runtime, its WebAssembly build
// under Node, against the native answers. The native tests write both (`build/native/golden/onnx`).
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import * as ort from 'onnxruntime-web';
import { FOLDER } from './support/site.ts';

interface Golden {
  /** (N, 3, H, W) */
  shape: number[];
  photos: number[];
  networks: Network[];
}

interface Network {
  /** A file beside this one. */
  file: string;
  /** By photo. */
  logits: number[][];
  probabilities: number[][];
  probability: number[];
}

const folder = `${FOLDER.golden}/onnx`;

function readGolden(): Golden {
  const file = `${folder}/onnx.json`;
  if (!existsSync(file)) {
    throw new Error(
      'build/native/golden/onnx/onnx.json is missing: the native tests write it, run scripts/test',
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Golden;
}

function largestDifference(values: number[], expected: number[]): number {
  expect(values).toHaveLength(expected.length);
  return Math.max(
    ...expected.map((one, at) => Math.abs((values[at] ?? NaN) - one) / Math.max(1, Math.abs(one))),
  );
}

test('ONNX Runtime equals native to 1e-4 on every network of the catalogue', async () => {
  ort.env.wasm.numThreads = 1;
  const golden = readGolden();
  const photos = new ort.Tensor('float32', Float32Array.from(golden.photos), golden.shape);
  expect(golden.networks.length).toBeGreaterThan(0);
  for (const network of golden.networks) {
    const session = await ort.InferenceSession.create(readFileSync(`${folder}/${network.file}`), {
      executionProviders: ['wasm'],
    });
    const outputs = await session.run({ photo: photos });
    await session.release();
    for (const name of ['logits', 'probabilities', 'probability'] as const) {
      const values = Array.from(outputs[name]?.data as Float32Array);
      const difference = largestDifference(values, network[name].flat());
      test.info().annotations.push({
        type: 'largest difference',
        description: `${difference}, ${network.file}: ${name}`,
      });
      expect(difference, `${network.file}: ${name}`).toBeLessThan(1e-4);
    }
  }
});
