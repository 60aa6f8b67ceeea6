// Runs as a worker of a surface, started by lib/platform/pdf/start-worker.ts when a PDF file is to be read, and never else.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerSurface } from '../lib/platform/pdf/answer-surface.ts';

export default defineUnlistedScript(() => answerSurface(self));
