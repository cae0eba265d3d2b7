// What a round's translations say, part by part, and whether each still fits the English.

import { valueAt } from '../../content/problems.ts';
import { PointTranslation, TalkTranslation, TRANSLATIONS } from '../../content/schema.ts';
import {
  type PointWords,
  stampOfPoint,
  stampOfTalk,
  type TalkWords,
  unfitForPoint,
  unfitForTalk,
} from '../../content/translations.ts';
import type { PlainEntry, RoundTranslations, TranslatedPart } from './views.ts';
import { entriesIn, isPlainEntry, parsed } from './written-data.ts';

/** What is translated of a point as it stands in the file, right or not. */
export function pointWords(point: PlainEntry): PointWords {
  const quote = isPlainEntry(point.quote) ? point.quote : undefined;
  return {
    text: textAt(point, 'text'),
    ...(quote && {
      quote: {
        text: textAt(quote, 'text'),
        original: textAt(quote, 'original'),
        language: textAt(quote, 'language'),
      },
    }),
    citations: notesIn(point),
    ...(Array.isArray(point.changes) && {
      changes: entriesIn(point, 'changes').map((change) => ({
        was: textAt(change, 'was'),
        why: textAt(change, 'why'),
      })),
    }),
  };
}

/** What is translated of a talk's head as it stands in the file, right or not. */
export function talkWords(data: unknown): TalkWords {
  const head = isPlainEntry(data) ? data : {};
  return {
    title: textAt(head, 'title'),
    about: textAt(head, 'about'),
    venue: textAt(head, 'venue'),
    duration: textAt(head, 'duration'),
    sessions: entriesIn(head, 'sessions').map((session) => ({
      id: textAt(session, 'id') ?? '',
      title: textAt(session, 'title'),
    })),
    delegations: entriesIn(head, 'delegations').map((delegation) => ({
      members: entriesIn(delegation, 'members').map((member) => ({
        person: textAt(member, 'person') ?? '',
        role: textAt(member, 'role'),
        citations: notesIn(member),
      })),
      citations: notesIn(delegation),
    })),
  };
}

function notesIn(holder: unknown): readonly { readonly note: string | undefined }[] {
  return entriesIn(holder, 'citations').map((citation) => ({ note: textAt(citation, 'note') }));
}

/** A key with nothing behind it is one that is not there yet. */
function textAt(entry: PlainEntry, key: string): string | undefined {
  const value = entry[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * @param data of talk.yaml
 * @param texts of the translations, by language
 */
export function translationsView(
  data: unknown,
  texts: Readonly<Record<(typeof TRANSLATIONS)[number], string>>,
): RoundTranslations {
  const points = entriesIn(data, 'points');
  const talk = talkWords(data);
  return TRANSLATIONS.map((language) => {
    const file = parsed(texts[language]);
    const own = file.ok ? file.data : {};
    const head = partAt(own, ['talk']);
    const headWords = TalkTranslation.safeParse(head);
    return {
      language,
      name: new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language,
      talk: part(head, stampOfTalk(talk), headWords.success ? unfitForTalk(talk, headWords.data) : 'missing'),
      points: Object.fromEntries(
        points.map((point): [string, TranslatedPart] => {
          const words = pointWords(point);
          const value = partAt(own, ['points', String(point.id ?? '')]);
          const translation = PointTranslation.safeParse(value);
          const unfit = translation.success ? unfitForPoint(words, translation.data, language) : 'missing';
          return [String(point.id ?? ''), part(value, stampOfPoint(words), unfit)];
        }),
      ),
    };
  });
}

function partAt(data: unknown, path: readonly string[]): PlainEntry {
  const value = valueAt(data, path);
  return isPlainEntry(value) ? value : {};
}

function part(value: PlainEntry, stamp: string, unfit: TranslatedPart['unfit']): TranslatedPart {
  const { of, ...words } = value;
  // Words that are wrong in themselves, such as too long ones, were made from some English all the same.
  const isOld = typeof of === 'string' && of !== '' && of !== stamp && Object.keys(words).length > 0;
  return { words, of: typeof of === 'string' ? of : '', unfit: isOld ? 'stale' : unfit };
}
