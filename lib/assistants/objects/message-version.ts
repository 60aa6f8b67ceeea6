import type { CreationOrder } from './common.ts';
import type { Message } from './message.ts';

/** The end of a thread that another one has taken the place of: a message and all that followed it. Ours alone, no published object. */
export type MessageVersion = {
  /** Of its first message. */
  readonly id: string;
  readonly thread_id: string;
  /** The order of the message that it followed; 0 where it was the thread's beginning. Whatever follows that place now is another version of it. */
  readonly after: CreationOrder;
  /** Of its first message: versions of one place count by it. */
  readonly order: CreationOrder;
  readonly messages: readonly Message[];
};
