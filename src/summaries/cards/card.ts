// What a picture shows, as facts: its drawing and its caption are made of the same ones.

import type { Kind, PromiseStep } from '../../content/schema.ts';
import type { Line, PointRef, Words } from '../blocks.ts';

/** A party, as a picture marks it. */
export interface Side {
  readonly name: string;
  /** An emoji. */
  readonly flag: string | undefined;
}

/** What one party or several said on a subject. */
export interface Position {
  readonly sides: readonly Side[];
  /** `Lavrov`, `United States and Russia`: the parties' own names where they spoke as such. */
  readonly voice: Words;
  readonly text: Line;
  readonly kind: Kind;
  /** The word for the kind; absent for what was simply said. */
  readonly status?: Words;
  /** EDTF; absent where the card's own date, or its row's, is meant. */
  readonly date?: string;
  /** `AP, TASS +3`, as links. */
  readonly sources: Line;
}

/** What all cards have. */
interface Headed {
  readonly title: Line;
  readonly subtitle: Line;
  /** Which page of how many this is; both count from 1. */
  readonly page: { readonly number: number; readonly of: number };
}

/** Subjects or rounds as rows, in each what the parties said there. */
export interface PositionsCard extends Headed {
  readonly type: 'positions';
  readonly rows: readonly {
    readonly heading: Line;
    readonly positions: readonly Position[];
    /** Parties with nothing on record. */
    readonly silent: readonly Side[];
    /** What it states. */
    readonly points: readonly PointRef[];
  }[];
}

/** Who sat there. */
export interface DelegationsCard extends Headed {
  readonly type: 'delegations';
  readonly rows: readonly {
    readonly side: Side;
    /** ` (host)`; absent for those who negotiated. */
    readonly part?: Words;
    readonly members: readonly {
      readonly name: string;
      readonly role: string | undefined;
      readonly isHead: boolean;
    }[];
  }[];
}

/** What was promised, how it stands, who owes it, since when. */
export interface PromisesCard extends Headed {
  readonly type: 'promises';
  readonly rows: readonly {
    readonly title: string;
    readonly step: PromiseStep;
    readonly state: Words;
    /** `11 Mar 2025 · by one side’s account: Russia`. */
    readonly since: Line;
    readonly by: readonly Side[];
    /** Not those of `by`. */
    readonly to: readonly Side[];
    /** They owe it to each other. */
    readonly isMutual: boolean;
    /** What its state rests on. */
    readonly points: readonly PointRef[];
  }[];
}

export type Card = PositionsCard | DelegationsCard | PromisesCard;

/** The points that its first rows state. @param rows how many of them are shown */
export function pointsOnCard(card: Card, rows: number): readonly PointRef[] {
  return card.type === 'delegations' ? [] : card.rows.slice(0, rows).flatMap(({ points }) => points);
}

/** A card that stands alone. */
export const ONE_PAGE: Card['page'] = { number: 1, of: 1 };
