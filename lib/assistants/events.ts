/** The published stream events of the Assistants system, in the shapes they have on the wire. */

import type { Annotation, CodeInterpreterToolCall, Message, Run, RunStep, Thread } from './objects.ts';

/** An object as the front door shows it: without `local`. */
export type Published<T> = Omit<T, 'local'>;

export type MessageDelta = {
  readonly id: string;
  readonly object: 'thread.message.delta';
  readonly delta: {
    readonly content: readonly {
      readonly index: number;
      readonly type: 'text';
      readonly text: {
        readonly value: string;
        readonly annotations?: readonly (Annotation & { readonly index: number })[];
      };
    }[];
  };
};

export type RunStepDelta = {
  readonly id: string;
  readonly object: 'thread.run.step.delta';
  readonly delta: {
    readonly step_details: { readonly type: 'tool_calls'; readonly tool_calls: readonly ToolCallDelta[] };
  };
};

type ToolCallDelta =
  | {
      readonly index: number;
      readonly id?: string;
      readonly type: 'function';
      readonly function: { readonly name?: string; readonly arguments?: string; readonly output?: string | null };
    }
  | {
      readonly index: number;
      readonly id: string;
      readonly type: 'file_search';
      /** Always empty: results come with the completed step. */
      readonly file_search: Readonly<Record<string, never>>;
    }
  | {
      readonly index: number;
      readonly id: string;
      readonly type: 'code_interpreter';
      readonly code_interpreter: {
        readonly input: string;
        readonly outputs: readonly ({ readonly index: number } & CodeOutput)[];
      };
    };

type CodeOutput = CodeInterpreterToolCall['code_interpreter']['outputs'][number];

export type ThreadEvent =
  | { readonly event: 'thread.created'; readonly data: Published<Thread> }
  | {
      readonly event:
        | 'thread.run.created'
        | 'thread.run.queued'
        | 'thread.run.in_progress'
        | 'thread.run.requires_action'
        | 'thread.run.completed'
        | 'thread.run.incomplete'
        | 'thread.run.failed'
        | 'thread.run.cancelling'
        | 'thread.run.cancelled'
        | 'thread.run.expired';
      readonly data: Published<Run>;
    }
  | {
      readonly event:
        | 'thread.run.step.created'
        | 'thread.run.step.in_progress'
        | 'thread.run.step.completed'
        | 'thread.run.step.failed'
        | 'thread.run.step.cancelled'
        | 'thread.run.step.expired';
      readonly data: Published<RunStep>;
    }
  | { readonly event: 'thread.run.step.delta'; readonly data: RunStepDelta }
  | {
      readonly event:
        | 'thread.message.created'
        | 'thread.message.in_progress'
        | 'thread.message.completed'
        | 'thread.message.incomplete';
      readonly data: Published<Message>;
    }
  | { readonly event: 'thread.message.delta'; readonly data: MessageDelta };
