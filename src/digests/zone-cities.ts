// The names of time zones and of their cities in several languages, from CLDR (`npm run zones`).

import { readFileSync } from 'node:fs';
import { fold, wordsOf } from '../content/words.ts';
import type { ZoneId } from '../store/types.ts';
import { MORE_CITIES } from './more-cities.ts';

/** `zone-cities.json`. */
interface ZoneData {
  readonly languages: readonly string[];
  /** Every zone by its present name, with its city in each of the languages; none for `Etc/…`. */
  readonly zones: Readonly<Record<string, readonly string[]>>;
  /** The cities' names in more languages, by which they are found. */
  readonly found: Readonly<Record<string, readonly string[]>>;
  /** By ISO 3166 code, for those that have zones. */
  readonly countries: Readonly<Record<string, readonly string[]>>;
  /** Other names of the zones, such as old ones. */
  readonly links: Readonly<Record<string, string>>;
}

/** A name by which a zone's city can be found. */
export interface ZoneCity {
  readonly zone: ZoneId;
  /** Set where the name is that of another city in the zone, or an old one. */
  readonly label?: string;
}

interface Atlas extends ZoneData {
  /** Every name of a zone by its lower case. */
  readonly names: ReadonlyMap<string, string>;
  /** By folded name. */
  readonly cities: ReadonlyMap<string, ZoneCity>;
  /** By what is left of a Cyrillic name without its ending; `undefined` where that is left of several. */
  readonly stems: ReadonlyMap<string, ZoneId | undefined>;
}

/** Continents and oceans: other areas of the database (`US/…`, `Etc/…`) have no cities in them. */
const WITH_CITIES = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//u;

const CYRILLIC = /^[\p{Script=Cyrillic} ]+$/u;
/** A shorter stem could be anything. */
const STEM_LENGTH = 3;

/** Read when first needed: most chats never ask for a city. */
const loaded: { atlas?: Atlas } = {};

function atlas(): Atlas {
  const file = new URL('zone-cities.json', import.meta.url);
  loaded.atlas ??= index(JSON.parse(readFileSync(file, 'utf8')) as ZoneData);
  return loaded.atlas;
}

function index(data: ZoneData): Atlas {
  const { zones, links, found } = data;
  const own = Object.entries(zones).filter(([, cities]) => cities.length > 0);
  const linked = Object.entries(links).filter(([link]) => WITH_CITIES.test(link));
  const cities = new Map<string, ZoneCity>();
  // Of two cities with one name the first wins: a zone's own city, then another name of a zone, then the rest.
  const add = (name: string, zone: string, label?: string) => {
    const key = foldCity(name);
    if (!cities.has(key)) cities.set(key, { zone: zone as ZoneId, ...(label !== undefined && { label }) });
  };
  for (const [zone, [english = '']] of own) add(english, zone);
  for (const [zone, names] of own) for (const name of [cityPart(zone), ...names]) add(name, zone);
  for (const [link, zone] of linked) add(cityPart(link), zone, cityPart(link));
  for (const [zone, names] of Object.entries(MORE_CITIES))
    for (const name of names.split(', ')) add(name, zone, name);
  for (const [zone, names] of Object.entries(found)) for (const name of names) add(name, zone);
  const names = [...Object.keys(zones), ...Object.keys(links)];
  return {
    ...data,
    cities,
    stems: stemsOf(cities),
    names: new Map(names.map((name) => [name.toLowerCase(), name])),
  };
}

function stemsOf(cities: ReadonlyMap<string, ZoneCity>): ReadonlyMap<string, ZoneId | undefined> {
  const stems = new Map<string, ZoneId | undefined>();
  for (const [name, { zone }] of cities) {
    for (const stem of CYRILLIC.test(name) ? inflectedStems(name) : [])
      stems.set(stem, stems.has(stem) && stems.get(stem) !== zone ? undefined : zone);
  }
  return stems;
}

/** As it stands after a preposition: Ukrainian changes the vowel as well, `Київ` → `у Києві`, `Львів` → `у Львові`. */
function inflectedStems(name: string): readonly string[] {
  const stem = stemOf(name);
  const open = ['ов', 'ев', 'єв'].map((end) => stem.replace(/ів$/u, end));
  return [...new Set([stem, ...(stem.endsWith('ів') ? open : [])])];
}

/** Without the ending that Russian and Ukrainian cases change: `москва`, `москве` → `москв`. */
function stemOf(name: string): string {
  return name.replace(/(?:[аеиіоуыюяьйє]|ом|ою|ой)$/u, '');
}

/** `Africa/Dar_es_Salaam` → `Dar es Salaam`. */
function cityPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** Lower case, no accents, single spaces: `São_Paulo` → `sao paulo`, `Київ` → `киів`. */
export function foldCity(text: string): string {
  return wordsOf(fold(text)).join(' ');
}

/** The name in the case in which the IANA database has it. */
export function properName(name: string): string | undefined {
  return atlas().names.get(name.toLowerCase());
}

/** The zone of a city, by its name in any of the languages. */
export function zoneOfCity(name: string): ZoneId | undefined {
  return atlas().cities.get(foldCity(name))?.zone;
}

/** The city as people know it, in a language where it gives its zone the name: `Munich`, `Берлин`. */
export function nameOfCity(name: string, language: string): string | undefined {
  const city = atlas().cities.get(foldCity(name));
  return city && (city.label ?? cityOf(city.zone, language));
}

/** The zone of a city in another case: `Москве`, `Киеву`, `Києві`. */
export function zoneOfInflected(name: string): ZoneId | undefined {
  const folded = foldCity(name);
  const stem = stemOf(folded);
  return CYRILLIC.test(folded) && stem.length >= STEM_LENGTH ? atlas().stems.get(stem) : undefined;
}

/** The name that the zone has today: `Europe/Kiev` → `Europe/Kyiv`. */
export function presentName(zone: ZoneId): ZoneId {
  return (atlas().links[zone] ?? zone) as ZoneId;
}

/** Every country that has zones, by its ISO 3166 code, with those zones. */
export function zonesOfCountries(): readonly (readonly [string, readonly ZoneId[]])[] {
  return Object.entries(atlas().countries) as [string, ZoneId[]][];
}

/** Every folded name of a city. */
export function allCities(): Iterable<readonly [string, ZoneCity]> {
  return atlas().cities;
}

/** The city of a zone in a language, else in English; `undefined` for offsets and other zones without one. */
export function cityOf(zone: string, language: string): string | undefined {
  const { languages, zones, links } = atlas();
  const cities = zones[links[zone] ?? zone];
  return cities?.[languages.indexOf(language)] ?? cities?.[0];
}
