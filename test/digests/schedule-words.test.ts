import { describe, expect, it } from 'vitest';
import { parseDigestWords } from '../../src/digests/schedule-words.ts';

const topics = new Set(['ukraine', 'economy', 'europe', 'summit']);
const read = (text: string) => parseDigestWords(text, (word) => (topics.has(word) ? word : undefined));
const change = (text: string) => {
  const words = read(text);
  return words.type === 'change' ? words.change : words;
};

describe('the words after /digest', () => {
  it('none ask for the panel', () => expect(read('  ')).toEqual({ type: 'panel' }));

  it.each(['now', 'pause', 'resume', 'off'] as const)('%s is an action', (word) =>
    expect(read(word.toUpperCase())).toEqual({ type: 'action', action: word }),
  );

  it.each([
    [
      '09:00 Europe/Berlin ukraine economy',
      { time: '09:00', zone: 'Europe/Berlin', topics: ['ukraine', 'economy'] },
    ],
    ['weekdays 18:30 Asia/Riyadh', { days: 'weekdays', time: '18:30', zone: 'Asia/Riyadh' }],
    ['always 08:00', { when: 'always', time: '08:00' }],
    ['new 9pm new york', { when: 'new', time: '21:00', zone: 'America/New_York' }],
    ['9 pm São Paulo', { time: '21:00', zone: 'America/Sao_Paulo' }],
    ['weekly on mon at 7', { days: 'mon', time: '07:00' }],
    ['mon, wed 7:15 UTC+3', { days: 'mon,wed', time: '07:15', zone: '+03:00' }],
    ['mon wed', { days: 'mon,wed' }],
    ['every day 9', { days: 'daily', time: '09:00' }],
    ['europe', { topics: ['europe'] }],
    ['/ukraine, economy', { topics: ['ukraine', 'economy'] }],
    ['ukraine all', { topics: 'all' }],
    ['ukraine ukraine', { topics: ['ukraine'] }],
    ['rio de janeiro', { zone: 'America/Sao_Paulo' }],
    ['um 9 Uhr Berlin', { time: '09:00', zone: 'Europe/Berlin' }],
    ['9:30 Uhr, montags', { time: '09:30', days: 'mon' }],
    ['at 9 in the evening', { time: '21:00' }],
    ['в 9', { time: '09:00' }],
    ['о 9-й', { time: '09:00' }],
    ['щодня о 9-й годині Київ', { days: 'daily', time: '09:00', zone: 'Europe/Kyiv' }],
    [
      'по будням в 7 вечера по московскому времени',
      { days: 'weekdays', time: '19:00', zone: 'Europe/Moscow' },
    ],
    ['9 h 30 Paris, France', { time: '09:30', zone: 'Europe/Paris' }],
    ['Paris, France, ukraine, 9', { zone: 'Europe/Paris', topics: ['ukraine'], time: '09:00' }],
    ['9 Paris, ukraine', { time: '09:00', zone: 'Europe/Paris', topics: ['ukraine'] }],
    ['9 kyiv ukraine', { time: '09:00', zone: 'Europe/Kyiv', topics: ['ukraine'] }],
    ['9am new york, usa economy', { time: '09:00', zone: 'America/New_York', topics: ['economy'] }],
    ['9 Port of Spain, Trinidad and Tobago', { time: '09:00', zone: 'America/Port_of_Spain' }],
    ['9 Los Angeles', { time: '09:00', zone: 'America/Los_Angeles' }],
    ['Las Vegas at 9', { time: '09:00', zone: 'America/Los_Angeles' }],
    ['9 El Salvador', { time: '09:00', zone: 'America/El_Salvador' }],
    ['9 El Paso, ukraine', { time: '09:00', zone: 'America/Denver', topics: ['ukraine'] }],
    ['at 9 in Paris', { time: '09:00', zone: 'Europe/Paris' }],
    ['9 la Paz', { time: '09:00', zone: 'America/La_Paz' }],
    ['mon,thu,ukraine', { days: 'mon,thu', topics: ['ukraine'] }],
  ])('%s', (text, expected) => expect(change(text)).toEqual(expected));

  it.each([
    ['25:00', { word: '25:00', expected: 'time' }],
    ['9 berln', { word: 'berln', expected: 'word', nearest: expect.arrayContaining(['Europe/Berlin']) }],
    [
      'Europe/Kiyv',
      { word: 'Europe/Kiyv', expected: 'zone', nearest: expect.arrayContaining(['Europe/Kyiv']) },
    ],
    ['UTC+15', { word: 'UTC+15', expected: 'zone' }],
    ['9 10', { word: '10', expected: 'once', field: 'time' }],
    ['weekly', { word: 'weekly', expected: 'day' }],
    ['now 9', { word: 'now', expected: 'word' }],
    ['ukraine,qwertyuiop', { word: 'qwertyuiop', expected: 'word' }],
  ])('%s is a problem that names the word', (text, expected) =>
    expect(read(text)).toMatchObject({ type: 'problem', ...expected }),
  );
});
