// One try of a job: whether it is still wanted, the call, what the answer means.

import type { Job } from './lane.ts';
import { type Outcome, outcomeOf, outcomeOfFailure, rejected } from './outcome.ts';
import type { Transport } from './telegram.ts';

/** Never rejects. */
export async function attempt(transport: Transport, job: Job): Promise<Outcome> {
  try {
    if (job.wanted && !(await job.wanted())) return rejected('not wanted', 'it is not wanted any more');
    return outcomeOf(await transport.call(job.method, job.payload));
  } catch (error) {
    return outcomeOfFailure(error);
  }
}
