import { createBenchmark } from './measure.ts';

// The document that scripts/bench/in-browser.ts opens; it calls this one global.
Object.assign(globalThis, { benchmark: createBenchmark() });
