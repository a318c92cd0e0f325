/** The challenge, in the refusal of a request without a proof; base64url of JSON. */
export const challengeHeader = 'X-Proof-Of-Work-Challenge';
/** The solved challenge, in the repeat of that request; base64url of JSON. */
export const proofHeader = 'X-Proof-Of-Work';

export interface ProofOfWork {
  /**
   * Checks the proof of a request. A proof is about one subject and valid for five minutes, so it needs no store: used twice, it
   * helps the same person with the same thing.
   * @param subject e.g. the address that signs up
   * @throws HttpError 403 with a new challenge
   */
  check(subject: string, proof: string | undefined): Promise<void>;
}
