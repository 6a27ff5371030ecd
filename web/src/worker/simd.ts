// The worker for the build with plain SIMD.
import createLesionlens from '#wasm/simd/lesionlens.js';
import { serve } from './serve.ts';

serve('simd', createLesionlens);
