import { answerTitle } from './answer-title.ts';
import { isTelling, questionTitle } from './question-title.ts';
import { oneLine } from './short-title.ts';

/** Longest value of metadata. */
const MOST = 512;

/** How a thread has begun, as far as it has. */
export type Beginning = {
  readonly question: string;
  /** The question's words are a prompt's: they say nothing of what it is about. */
  readonly by_prompt: boolean;
  /** The title of the page that went with the question; empty where there was none. */
  readonly page: string;
  /** What a model has answered; empty before that. */
  readonly answer: string;
};

/** What a thread is called: by its question where that tells something, else by its page, else by what it was answered. */
export function proposeTitle({ question, by_prompt, page, answer }: Beginning): string {
  const words = questionTitle(question);
  if (!by_prompt && words !== '' && isTelling(question)) return words;
  return oneLine(page).slice(0, MOST) || answerTitle(answer) || words || oneLine(question).slice(0, MOST);
}
