// How states are called besides their own name: adjectives, inhabitants, capitals, seats of power.

/** By ISO 3166 code. In lower case the beginnings that inflections share, in capitals abbreviations. */
const STEMS: Readonly<Record<string, string>> = {
  AE: 'emirat émirat эмират емірат UAE ОАЭ ОАЕ الإمارات 阿联酋',
  BY: 'belarus bielorus белорус білорус minsk минск мінськ',
  CH: 'swiss switzerl schweiz suisse svizzer svájc швейцар سويسر 瑞士',
  CN: 'china chines chinois chinesisch cinese kína кита китай КНР PRC beijing peking pékin пекин пекін الصين 中国 中方 北京',
  DE: 'german deutsch allemag allemand tedesc герман немец немецк німеч ФРГ FRG BRD berlin берлин берлін ألمان 德国',
  EU: 'europe europ европ європ евросоюз євросоюз EU UE ЕС ЄС brussels bruxelles brüssel брюссел الأوروبي 欧盟',
  FI: 'finland finnish finnisch finlandais финлянд финск фінлянд фінськ helsinki хельсинк فنلند 芬兰',
  FR: 'france french frankreich französ franç francia франц paris париж فرنس 法国',
  GB: 'brit britain UK великобритан британ london лондон londres بريطان 英国',
  HU: 'hungar ungar magyar венгр венгерск угорщ угорськ budapest будапешт 匈牙利',
  IL: 'israel израил ізраїл إسرائيل 以色列',
  IN: 'india indisch инди індій 印度',
  IR: 'iran иран іран إيران 伊朗',
  IT: 'ital итал італ إيطال 意大利',
  JP: 'japan giappon япон 日本',
  KZ: 'kazakh kasach казах 哈萨克',
  PL: 'poland polish polnisch polonais polacc польш польс варшав warsaw warschau بولند 波兰',
  QA: 'qatar katar катар doha доха قطر 卡塔尔',
  RU: 'russia russie russo russl russisch russe rusia ruso ruský rosj rosyj oroszorsz orosz rusya росси росія росій росіян RF РФ moscow moscou moskau mosca moskva moskwa moszkva москв московск кремл kremlin kreml روس موسكو 俄罗斯 俄方 莫斯科',
  SA: 'saudi saoudi саудов саудівс саудій KSA riyadh эр-рияд السعودي الرياض 沙特',
  TR: 'turkey turkish türkiy turkiy turquie turqu türkei türkisch turchia турц турец туреч турок ankara анкар تركي 土耳其',
  UA: 'ukrain oekraïn ucrain ucrân ucran ukrán ukrajin украин україн kyiv kiev kiew kijow kijev kijiv kijów киев київ києв أوكران كييف 乌克兰 乌方 基辅',
  UN: 'UN ONU ООН 联合国',
  US: 'america americ amerik америк америко US USA США ABD washington вашингтон états-unis الأمريك أمريك الأميرك أميرك واشنطن 美国 美方 华盛顿',
};

/** The stems of a state; none where the table does not have it, so that only its names are read. */
export function stemsOf(country: string): readonly string[] {
  return STEMS[country]?.split(' ') ?? [];
}
