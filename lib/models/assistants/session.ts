import type { StreamPart } from '../../assistants/ports.ts';
import type { Memory } from '../capabilities.ts';
import type { OpenConnection } from '../connection.ts';
import { recordOf } from '../json.ts';
import type { Surroundings } from '../surroundings.ts';
import { type RemoteRun, readMessage, readMessageDelta, readRun } from './objects.ts';
import { type Place, toRemote } from './place.ts';
import type { RunServer } from './run-server.ts';
import type { ServerMemory } from './server-memory.ts';
import { createTranscript, type Transcript } from './transcript.ts';

/** What the parts of the backend share. */
export type Talk = {
  readonly server: RunServer;
  readonly connection: OpenConnection;
  readonly surroundings: Surroundings;
  readonly memory: ServerMemory;
  /** Where refused fields are kept for later workers; null where they are not. */
  readonly kept: Memory | null;
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when `signal` is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** One completion: where it is made, and how far it has been heard. */
export type Session = Talk & {
  readonly signal: AbortSignal;
  place: Place | null;
  transcript: Transcript;
  /** The run as it was seen last. */
  run: RemoteRun | null;
  /** Whether the server has taken the request of this completion. */
  accepted: boolean;
  /** What becomes of the thread when nobody listens any more: kept for outputs, thrown away, or given up while it works. */
  fate: 'kept' | 'over' | 'unfinished';
};

export function createSession(talk: Talk, signal: AbortSignal): Session {
  return {
    ...talk,
    signal,
    place: null,
    transcript: createTranscript({ heard: 0, from: 0 }),
    run: null,
    accepted: false,
    fate: 'unfinished',
  };
}

/** From here on the completion is made at `place`, of whose messages `heard` characters have been handed on. */
export function enter(session: Session, place: Place, heard: number): StreamPart[] {
  session.place = place;
  session.transcript = createTranscript({ heard, from: place.from });
  session.run = null;
  session.accepted = false;
  return whereabouts(session);
}

function whereabouts({ place, transcript }: Session): StreamPart[] {
  return place === null ? [] : [{ type: 'remote', remote: toRemote(place, transcript.heard) }];
}

const SETTLED: ReadonlySet<string> = new Set([
  'requires_action',
  'completed',
  'incomplete',
  'failed',
  'cancelled',
  'expired',
]);

/** Whether nothing will come of the run unless somebody does something. */
export function isSettled(run: RemoteRun | null): boolean {
  return run !== null && SETTLED.has(run.status);
}

/** The parts that one event adds. Events are told by their objects; what is not known is left alone. */
export function hear(session: Session, data: unknown): StreamPart[] {
  const { transcript } = session;
  session.accepted = true;
  switch (recordOf(data)['object']) {
    case 'thread.message.delta':
      return withWhereabouts(session, transcript.add(readMessageDelta(data)));
    case 'thread.message': {
      const message = readMessage(data);
      return message === null ? [] : withWhereabouts(session, transcript.read(message));
    }
    default:
      return see(session, readRun(data));
  }
}

/** Notes how the run is doing, and where it is when that was not known. */
export function see(session: Session, run: RemoteRun | null): StreamPart[] {
  const { place } = session;
  if (run === null || place === null) return [];
  session.run = run;
  if (place.run_id !== null) return [];
  session.place = { ...place, run_id: run.id };
  return whereabouts(session);
}

export function withWhereabouts(session: Session, parts: StreamPart[]): StreamPart[] {
  return parts.length === 0 ? parts : [...parts, ...whereabouts(session)];
}
