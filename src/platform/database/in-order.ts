/**
 * What statements answer that were sent together, on one connection, because none needs what another answers: one round trip for
 * all of them. Throws what the first that failed, in their order, failed with: in a transaction the others then say only that it
 * has been aborted.
 */
export async function inOrder<Answers extends readonly unknown[]>(sent: { readonly [At in keyof Answers]: Promise<Answers[At]> }): Promise<Answers> {
  const answers = await Promise.allSettled(sent as readonly Promise<unknown>[]);
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed) throw failed.reason;
  return answers.map((answer) => (answer as PromiseFulfilledResult<unknown>).value) as unknown as Answers;
}
