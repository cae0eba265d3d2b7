// A call that Telegram would refuse: the code, Telegram's own words, and its parameters.

export interface RefusalParameters {
  /** Seconds. */
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: number;
  readonly parameters: RefusalParameters | undefined;

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400, in the form `Bad Request: …`. */
export function badRequest(what: string, parameters?: RefusalParameters): Refusal {
  return new Refusal(400, `Bad Request: ${what}`, parameters);
}

/** 403, in the form `Forbidden: …`. */
export function forbidden(what: string): Refusal {
  return new Refusal(403, `Forbidden: ${what}`);
}
