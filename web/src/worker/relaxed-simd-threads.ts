// The worker for the build with relaxed SIMD and threads. Each thread is a worker that runs this very script, too, under a name
// that Emscripten gives it; there the module sees to itself.
import createLesionlens from '#wasm/relaxed-simd-threads/lesionlens.js';
import { serve } from './serve.ts';
import { withThreadWorkers } from './thread-workers.ts';

if (!self.name.startsWith('em-pthread')) {
  serve('relaxed-simd-threads', withThreadWorkers(createLesionlens));
}
