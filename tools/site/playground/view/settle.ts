/**
 * Hands on what a question came to.
 *
 * @param question - The question, asked.
 * @param onAnswer - Takes the answer.
 * @param onFailure - Takes what was thrown instead, in words. Default: nobody is told.
 */
export async function settle<Answer>(
  question: Promise<Answer>,
  onAnswer: (answer: Answer) => void,
  onFailure: (words: string) => void = () => undefined,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await question;
  } catch (error) {
    onFailure(error instanceof Error ? error.message : String(error));
    return;
  }
  onAnswer(answer);
}
