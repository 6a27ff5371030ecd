// The worker for the build with relaxed SIMD.
import createLesionlens from '#wasm/relaxed-simd/lesionlens.js';
import { serve } from './serve.ts';

serve('relaxed-simd', createLesionlens);
