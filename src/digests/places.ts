// Places with the country or the state they are in: `Paris, France`, `Springfield, Illinois`, `Deutschland`.

import type { ZoneId } from '../store/types.ts';
import { foldCity, presentName, zoneOfCity, zoneOfInflected, zonesOfCountries } from './zone-cities.ts';

/** The zone of a place, those that it may be in, or `undefined` for what is no place. */
export type FoundPlace =
  | { readonly ok: true; readonly zone: ZoneId }
  | { readonly ok: false; readonly nearest: readonly ZoneId[] };

/** A country or a state. */
interface Region {
  readonly zones: readonly ZoneId[];
  /** What an unknown town in it has; `undefined` where that cannot be told. */
  readonly main: ZoneId | undefined;
  /** A state has towns named after cities of the world: `Paris, Texas`. */
  readonly isState: boolean;
}

/** Languages in which countries are known by name, besides short names and codes (CLDR, through `Intl`). */
const LANGUAGES =
  'en ru uk ar az be bg cs de el es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv nl nb pl pt ro sk sl sr sv th tr uz vi zh zh-Hant'.split(
    ' ',
  );

/** Where nearly everybody lives in one zone of several (CLDR, `primaryZones`). */
const PRIMARY: Readonly<Record<string, string>> = {
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  KZ: 'Asia/Almaty',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
  UA: 'Europe/Kyiv',
  UZ: 'Asia/Tashkent',
  AR: 'America/Argentina/Buenos_Aires',
  PS: 'Asia/Gaza',
  VN: 'Asia/Ho_Chi_Minh',
};

/** The largest zones of countries that have several, to choose from. */
const LARGEST: Readonly<Record<string, string>> = {
  AU: 'Australia/Sydney Australia/Brisbane Australia/Perth',
  BR: 'America/Sao_Paulo America/Manaus America/Rio_Branco',
  CA: 'America/Toronto America/Vancouver America/Edmonton',
  CD: 'Africa/Kinshasa Africa/Lubumbashi',
  ID: 'Asia/Jakarta Asia/Makassar Asia/Jayapura',
  MX: 'America/Mexico_City America/Tijuana America/Cancun',
  RU: 'Europe/Moscow Asia/Yekaterinburg Asia/Vladivostok',
  US: 'America/New_York America/Chicago America/Los_Angeles',
};

/** Countries to which the database gives no zone of their own. */
const WITHOUT_ZONES = [['XK', ['Europe/Belgrade' as ZoneId]]] as const;

/** As people call them, where CLDR does not. */
const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  AE: 'uae, emirates, оаэ, эмираты, оае',
  CD: 'drc, dr congo',
  CI: 'ivory coast',
  CZ: 'czech republic, чехия, чехія',
  GB: 'uk, u.k., great britain, britain, england, scotland, wales, northern ireland, великобритания, англия, велика британія, англія',
  KR: 'korea, republic of korea, корея',
  MM: 'burma',
  NL: 'holland, голландия',
  RU: 'russian federation, рф, российская федерация',
  SA: 'ksa',
  TR: 'turkey, turkiye, турция',
  US: 'usa, u.s., u.s.a., america, the united states, united states of america, сша, америка',
};

const [EAST, MIDDLE, MOUNTAIN, WEST] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
];

/** States and provinces by name and code: the zone of most of it, then its others. */
const STATES: Readonly<Record<string, string>> = {
  'Alabama, AL': MIDDLE,
  'Alaska, AK': 'America/Anchorage America/Juneau America/Nome America/Sitka America/Adak',
  'Arizona, AZ': 'America/Phoenix',
  'Arkansas, AR': MIDDLE,
  'California, CA, Калифорния': WEST,
  'Colorado, CO': MOUNTAIN,
  'Connecticut, CT': EAST,
  'Delaware, DE': EAST,
  'District of Columbia, DC, D.C.': EAST,
  'Florida, FL, Флорида': `${EAST} ${MIDDLE}`,
  'Georgia, GA': EAST,
  'Hawaii, HI': 'Pacific/Honolulu',
  'Idaho, ID': `America/Boise ${MOUNTAIN} ${WEST}`,
  'Illinois, IL': MIDDLE,
  'Indiana, IN': `America/Indiana/Indianapolis ${MIDDLE} ${EAST}`,
  'Iowa, IA': MIDDLE,
  'Kansas, KS': `${MIDDLE} ${MOUNTAIN}`,
  'Kentucky, KY': `${EAST} America/Kentucky/Louisville ${MIDDLE}`,
  'Louisiana, LA': MIDDLE,
  'Maine, ME': EAST,
  'Maryland, MD': EAST,
  'Massachusetts, MA': EAST,
  'Michigan, MI': `America/Detroit ${EAST} America/Menominee`,
  'Minnesota, MN': MIDDLE,
  'Mississippi, MS': MIDDLE,
  'Missouri, MO': MIDDLE,
  'Montana, MT': MOUNTAIN,
  'Nebraska, NE': `${MIDDLE} ${MOUNTAIN}`,
  'Nevada, NV': WEST,
  'New Hampshire, NH': EAST,
  'New Jersey, NJ': EAST,
  'New Mexico, NM': MOUNTAIN,
  'New York, NY, New York State': EAST,
  'North Carolina, NC': EAST,
  'North Dakota, ND': `${MIDDLE} ${MOUNTAIN}`,
  'Ohio, OH': EAST,
  'Oklahoma, OK': MIDDLE,
  'Oregon, OR': `${WEST} America/Boise`,
  'Pennsylvania, PA': EAST,
  'Puerto Rico, PR': 'America/Puerto_Rico',
  'Rhode Island, RI': EAST,
  'South Carolina, SC': EAST,
  'South Dakota, SD': `${MIDDLE} ${MOUNTAIN}`,
  'Tennessee, TN': `${MIDDLE} ${EAST}`,
  'Texas, TX, Техас': `${MIDDLE} ${MOUNTAIN}`,
  'Utah, UT': MOUNTAIN,
  'Vermont, VT': EAST,
  'Virginia, VA': EAST,
  'Washington State, Washington, WA': WEST,
  'West Virginia, WV': EAST,
  'Wisconsin, WI': MIDDLE,
  'Wyoming, WY': MOUNTAIN,
  'Alberta, AB': 'America/Edmonton',
  'British Columbia, BC': 'America/Vancouver',
  'Manitoba, MB': 'America/Winnipeg',
  'New Brunswick, NB': 'America/Moncton',
  'Newfoundland, NL': 'America/St_Johns',
  'Nova Scotia, NS': 'America/Halifax',
  'Ontario, ON, Онтарио': 'America/Toronto',
  'Quebec, QC': 'America/Toronto',
  'Saskatchewan, SK': 'America/Regina',
  'New South Wales, NSW': 'Australia/Sydney',
  Queensland: 'Australia/Brisbane',
  'South Australia': 'Australia/Adelaide',
  Tasmania: 'Australia/Hobart',
  'Victoria, VIC': 'Australia/Melbourne',
  'Western Australia': 'Australia/Perth',
};

/** How most people write a zone that the IANA database has by other names only. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ...['msk', 'мск', 'московское', 'московскому', 'московським'].map(
    (word) => [word, 'Europe/Moscow'] as const,
  ),
  ...['cest'].map((word) => [word, 'Europe/Berlin'] as const),
  ...['eest', 'киевское', 'киевскому', 'київським'].map((word) => [word, 'Europe/Kyiv'] as const),
  ...['bst'].map((word) => [word, 'Europe/London'] as const),
  ...['et', 'edt'].map((word) => [word, EAST] as const),
  ...['ct', 'cdt'].map((word) => [word, MIDDLE] as const),
  ...['mt', 'mdt'].map((word) => [word, MOUNTAIN] as const),
  ...['pt', 'pdt', 'pst'].map((word) => [word, WEST] as const),
  ...['jst'].map((word) => [word, 'Asia/Tokyo'] as const),
  ...['kst'].map((word) => [word, 'Asia/Seoul'] as const),
  ...['aest', 'aedt'].map((word) => [word, 'Australia/Sydney'] as const),
]);

/** What separates a place from its country: a comma of any script, brackets, a slash with spaces. */
const SEPARATOR = /\s*[,،、，;()]\s*|\s+[/–—-]\s+/u;
const SHOWN = 3;

/** Made when first needed: most chats never ask for a city. */
const made: { regions?: ReadonlyMap<string, readonly Region[]> } = {};

/**
 * The zone of a city, of a city with its country or state, of any town with a country or a state that has one zone,
 * or of such a country. A city that is not in the country named has the zones of both to choose from.
 */
export function findPlace(text: string): FoundPlace | undefined {
  const [place = '', ...around] = text.split(SEPARATOR).filter((part) => part !== '');
  if (around.length > 0) return inRegions(place, around);
  const zone = zoneOfPlace(place);
  if (zone !== undefined) return { ok: true, zone };
  return withCountryBehind(place) ?? wholeCountry(place);
}

/** Whether the words are a city's own name, with nothing around it. */
export function isCity(text: string): boolean {
  return zoneOfCity(text) !== undefined;
}

function zoneOfPlace(text: string): ZoneId | undefined {
  const abbreviation = ABBREVIATIONS.get(text.trim().toLowerCase());
  return (abbreviation as ZoneId | undefined) ?? zoneOfCity(text) ?? zoneOfInflected(text);
}

/** `Paris France`: only where the city is known and in that country, as words without a comma may mean anything. */
function withCountryBehind(text: string): FoundPlace | undefined {
  const words = text.split(/\s+/u);
  for (let at = words.length - 1; at > 0; at--) {
    const zone = zoneOfPlace(words.slice(0, at).join(' '));
    const regions = regionsNamed(words.slice(at).join(' '));
    if (zone !== undefined && regions.some(({ zones }) => zones.includes(presentName(zone))))
      return { ok: true, zone };
  }
  return undefined;
}

function wholeCountry(text: string): FoundPlace | undefined {
  // Two Latin letters alone may be anything.
  const regions = /^[a-z]{0,2}$/iu.test(text) ? [] : regionsNamed(text);
  return regions.length === 0 ? undefined : oneOf(regions.flatMap(mainZones));
}

function inRegions(place: string, around: readonly string[]): FoundPlace | undefined {
  // The last part is a country or a state; before it may stand a state, or what only people there know.
  const isAddress = regionsNamed(around.at(-1) ?? '').length > 0 && !/\d/u.test(place + around.join());
  const regions = isAddress ? around.map(regionsNamed).find((found) => found.length > 0) : undefined;
  const city = zoneOfPlace(place);
  if (!regions) return city === undefined || around.length > 1 ? undefined : { ok: false, nearest: [city] };
  if (city !== undefined && regions.some(({ zones }) => zones.includes(presentName(city))))
    return { ok: true, zone: city };
  const elsewhere = city !== undefined && !regions.some(({ isState }) => isState) ? [city] : [];
  return oneOf([...elsewhere, ...regions.flatMap(mainZones)]);
}

function oneOf(candidates: readonly ZoneId[]): FoundPlace | undefined {
  const [zone, ...others] = new Set(candidates);
  if (zone === undefined) return undefined;
  return others.length === 0 ? { ok: true, zone } : { ok: false, nearest: [zone, ...others].slice(0, SHOWN) };
}

function mainZones({ main, zones }: Region): readonly ZoneId[] {
  return main === undefined ? zones.slice(0, SHOWN) : [main];
}

function regionsNamed(name: string): readonly Region[] {
  made.regions ??= allRegions();
  return made.regions.get(foldCity(name)) ?? [];
}

/** By folded name; a name may be a state's and a country's, as `Georgia` and `IL` are. */
function allRegions(): ReadonlyMap<string, readonly Region[]> {
  const regions = new Map<string, readonly Region[]>();
  const add = (name: string, region: Region) => {
    const key = foldCity(name);
    const before = regions.get(key) ?? [];
    if (key !== '' && !before.includes(region)) regions.set(key, [...before, region]);
  };
  for (const [names, zones] of Object.entries(STATES)) {
    const [first, ...rest] = zones.split(' ') as ZoneId[];
    const region: Region = { zones: first ? [first, ...rest] : [], main: first, isState: true };
    for (const name of names.split(', ')) add(name, region);
  }
  const namers = LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).map(
      (style) => new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' }),
    ),
  );
  for (const [code, zones] of [...zonesOfCountries(), ...WITHOUT_ZONES]) {
    const region = countryOf(code, zones);
    add(code, region);
    for (const namer of namers) {
      const name = namer.of(code) ?? '';
      add(name, region);
      if (name.includes(' & ')) add(name.replace(' & ', ' and '), region);
    }
    for (const name of COUNTRY_NAMES[code]?.split(', ') ?? []) add(name, region);
  }
  return regions;
}

/** The zones of a country, by its ISO 3166 code: the one of nearly everybody, else the largest ones first. */
export function zonesOfCountry(code: string): readonly ZoneId[] {
  const listed = zonesOfCountries().find(([country]) => country === code)?.[1];
  return listed ? mainZones(countryOf(code, listed)) : [];
}

/** A country with its zones, the largest first. */
function countryOf(code: string, listed: readonly ZoneId[]): Region {
  const largest = (LARGEST[code]?.split(' ') ?? []) as ZoneId[];
  const zones = [...new Set([...largest, ...listed])];
  const [only, ...others] = zones;
  const primary = PRIMARY[code] as ZoneId | undefined;
  return { zones, main: primary ?? (others.length === 0 ? only : undefined), isState: false };
}
