# Слова интерфейса по-русски. Содержание остаётся на своём языке.
# Стиль: просто, доброжелательно, кратко, нейтрально. Одно сообщение – одна мысль.

## Виды тезисов и чьи они

kind-agreed = Согласовано
kind-said = Сказано
kind-reported = Сообщается, не подтверждено
kind-denied = Опровергнуто
kind-open = Обсуждалось, не согласовано
kind-analysis = Анализ
kind-background = Справка

status-agreed = (согласовано)
status-said = (по словам: { $who })
status-reported = (по сообщению: { $who }; не подтверждено)
status-open = (обсуждалось: { $who }; не согласовано)
status-analysis = (анализ: { $who })
told-by = (по версии: { $who })
denied-by = (опровержение: { $who })
denied-according-to = (опровергнуто, по данным: { $who })

## Части ответа

section-lead = 📌 Главное
section-agreed = ✅ Согласовано
section-open = ◻️ Обсуждалось, не согласовано
section-others = 💬 Другие
section-reported = ❓ Сообщается, не подтверждено
section-denied = 🚫 Опровергнуто
section-analysis = Анализ
section-background = Справка
section-more = ▸ Ещё { $count }
section-sources = Источники
delegation-host = (принимающая сторона)
delegation-mediator = (посредник)
delegation-chair = (председатель)
delegation-observer = (наблюдатель)
continued = (продолжение)
shortened = Это не всё: кнопка откроет остальное.

one-origin = Всё здесь известно из одного источника: { $source }.
sources-counted = { $sources ->
    [one] { $sources } источник
    [few] { $sources } источника
   *[other] { $sources } источников
}
sources-counted-countries = { $sources ->
    [one] { $sources } источник
    [few] { $sources } источника
   *[other] { $sources } источников
} из { $countries ->
    [one] { $countries } страны
   *[other] { $countries } стран
}
lines-of-one-origin = { $lines ->
    [one] { $lines } строка
    [few] { $lines } строки
   *[other] { $lines } строк
} – из одного первоисточника
source-one = Источник:
source-one-warning = Источник один: всё изложено так, как сообщает он.
source-machine-translation = машинный перевод
source-translation = перевод
source-carries = текст: { $source }
written-in = Язык изложения: { $languages }.

## Доказательства

evidence-title = Откуда это известно
quoted = «{ $quote }»
quote-translated = (перевод; язык оригинала: { $language })
quote-translated-from = (перевод; { $language }: «{ $original }»)
says-partly = говорит об этом частично
says-otherwise = говорит иначе
denies = Опровергает: { $what }
change-corrected = Исправлено { $date }; было: «{ $was }». { $why }
change-withdrawn = Отозвано { $date }: { $why }
promise = Обещание: { $title }
step-made = дано
step-begun = выполняется
step-kept = выполнено
step-stalled = застопорилось
step-lapsed = утратило силу
step-withdrawn = отозвано

## Даты, которые не один день

date-uncertain = { $date } (?)
date-about = около { $date }
date-since = с { $date }
date-until = до { $date }

## Хронология, цитаты, переговоры, поиск

timeline-title = Хронология
timeline-empty = У этих переговоров пока нет хронологии.
quotes-title = Цитаты
quotes-empty = В источниках об этих переговорах нет прямых цитат.
talks-title =
    { $count ->
        [one] { $count } раунд переговоров
        [few] { $count } раунда переговоров, сначала новые
       *[other] { $count } раундов переговоров, сначала новые
    }
search-title =
    { $count ->
        [one] { $count } тезис по запросу { $query }
        [few] { $count } тезиса по запросу { $query }
       *[other] { $count } тезисов по запросу { $query }
    }
search-more-with-fewer = Это лучшие { $count }. Запрос покороче покажет всё, по страницам.
search-partial = Ни в одном тезисе нет всех этих слов; здесь те, где их больше всего.
search-promised = обещания
search-nearest = Может быть, одно из этих слов?
search-topics = Или выберите тему.
which-round = Какой раунд вы имеете в виду?
which-round-hint = Выберите ниже или допишите название: { $example }
unknown-round-choose = Выберите один из этих, все раунды: /talks.
button-search-words = Искать: { $words }
search-nothing = По запросу { $query } ничего не найдено
search-nothing-hint = Попробуйте меньше слов, имя или место. Все переговоры: /talks.

## Память: обещания, позиции, высказывания, исправления

promises-title =
    { $count ->
        [one] { $count } обещание
        [few] { $count } обещания, сначала те, где есть новое
       *[other] { $count } обещаний, сначала те, где есть новое
    }
promises-none = Таких обещаний нет
promises-none-hint = Все обещания: /promises
promises-unknown = Не знаю такой стороны, темы или состояния: { $words }.
promises-unknown-hint = Попробуйте { $party } или { $state } либо откройте все обещания.
promise-since = · { $date }
promise-on = · { $date }
promise-account = только по версии: { $who }
promise-reported = сообщается, не подтверждено
promise-if = При условии: { $what }
promise-due = Срок: { $date }

compare-title = Позиции сторон
compare-choose = Выберите тему и увидите, что каждая сторона сказала последним.
compare-nothing = Сравнивать пока нечего
compare-unknown = Сравнивать нечего: { $topic }.
nothing-on-record = сведений нет

who-empty = Чьи слова показать?
who-unknown = Не знаю, кто это: { $name }.
who-several = Кого вы имеете в виду: { $name }?
who-hint = Напишите имя и, если хотите, слова: { $example }. Или выберите:
who-count =
    { $count ->
        [one] { $count } тезис, по вопросам
        [few] { $count } тезиса, по вопросам
       *[other] { $count } тезисов, по вопросам
    }
who-nothing = Сведений нет.
who-nothing-hint = Попробуйте без других слов или откройте /talks.

corrections-title =
    { $count ->
        [one] { $count } исправление
        [few] { $count } исправления, сначала новые
       *[other] { $count } исправлений, сначала новые
    }
corrections-none = Исправлять пока ничего не пришлось.
corrections-none-hint = Если тезис окажется неверным, здесь будет видно, что он говорил раньше.
correction-corrected = исправлено
correction-withdrawn = отозвано
correction-now = Теперь:
correction-was = Было: «{ $was }»
correction-why = Почему: { $why }

## Дайджесты

digest-title-first = Что известно на сегодня
digest-title-new = Новое с прошлого дайджеста
digest-preview-title = Предпросмотр: таким дайджест был бы сейчас
digest-look-back = Сегодня нового нет, вспомним прежнее
digest-nothing = Сегодня нового нет
digest-newest-round = Последний раунд пока прежний:
digest-more =
    { $count ->
        [one] ещё { $count }: { $topics }
       *[other] ещё { $count }: { $topics }
    }
digest-points =
    { $count ->
        [one] { $count } пункт: { $topics }
        [few] { $count } пункта: { $topics }
       *[other] { $count } пунктов: { $topics }
    }
digest-further-rounds =
    { $rounds ->
        [one] и ещё { $count } в { $rounds } раунде
       *[other] и ещё { $count } в { $rounds } раундах
    }
digest-corrected = ✏️ Исправлено:
digest-withdrawn = ✏️ Отозвано:
digest-further-changes =
    { $count ->
        [one] и ещё { $count } исправление
        [few] и ещё { $count } исправления
       *[other] и ещё { $count } исправлений
    }
digest-older = Из прежних раундов:
digest-older-more =
    { $rounds ->
        [one] и { $count } ещё в { $rounds }
       *[other] и { $count } ещё в { $rounds }
    }
digest-older-title = Добавлено из прежних раундов:
digest-introduced = Теперь в вашем дайджесте: { $topics }
digest-last-sent = Прошлый пришёл { $when }.
digest-last-waiting = Прошлый назначен на { $when } и уже в пути.
digest-last-unsent = Прошлый ({ $when }) отправить не удалось.
digest-inside = Сейчас в нём было бы: { $what }.
digest-inside-points =
    { $count ->
        [one] { $count } новый пункт
        [few] { $count } новых пункта
       *[other] { $count } новых пунктов
    }
digest-inside-changes =
    { $count ->
        [one] { $count } исправление
        [few] { $count } исправления
       *[other] { $count } исправлений
    }
digest-inside-older =
    { $count ->
        [one] { $count } пункт прежних раундов
        [few] { $count } пункта прежних раундов
       *[other] { $count } пунктов прежних раундов
    }
digest-inside-nothing = По вашим темам нового нет. Если так и останется, в этот день дайджест не придёт.
digest-inside-look-back = По вашим темам нового нет. Если так и останется, придёт подборка из прежнего.
digest-no-topics = Ни одной из выбранных тем больше нет: выберите другие.
digest-none-sent-here = Сейчас этот бот дайджесты не рассылает.
digest-zone-lost = Часовой пояс { $zone } здесь больше не известен. Дайджесты приходят по UTC{ $offset }, без летнего времени; другой пояс выбирается командой /digest.

## Панель /digest и её слова

digest-panel-title = Ваш дайджест
digest-offer-title = Дайджест новостей
digest-channel-title = Дайджест канала { $channel }
digest-channel-offer-title = Дайджест для канала { $channel }
digest-offer = Выберите время, и он будет приходить. Дни и темы можно изменить в любой момент.
digest-schedule = { $days } в { $time }, { $zone }
digest-days-daily = Каждый день
digest-days-weekdays = С понедельника по пятницу
digest-days-list = По дням: { $days }
digest-topics-all = По всем темам
digest-topics = По темам: { $topics }
digest-when-new = Приходит, только когда есть новое
digest-when-always = Приходит, даже если нового нет: тогда с подборкой из прежнего
digest-language = Язык заголовков и кнопок: { $language }
digest-next = Следующий: { $when }
digest-paused = На паузе: ничего не придёт, пока вы его не возобновите.
digest-paused-silent = Приостановлен: мне нельзя было писать. Верните мне это право и возобновите дайджест.
digest-paused-topic-closed = Приостановлен: тема закрыта. Откройте её снова и возобновите дайджест.
digest-paused-topic-deleted = Приостановлен: тема удалена.
digest-none = Дайджеста пока нет.
digest-unsubscribed = Вы отписаны: дайджестов больше не будет.
digest-ended = Дайджест прекратился, когда бот был заблокирован или удалён.
digest-choose-time = Выберите время или подвиньте его.
digest-choose-zone = Выберите часовой пояс.
digest-choose-days = Выберите дни.
digest-choose-language = Выберите язык заголовков и кнопок; сами тезисы остаются на своём языке.
digest-choose-topics = Выберите темы.
digest-which-city = Что из этого вы имеете в виду?
digest-city-question = По времени какого города?
digest-city-hint = Ответьте городом или часовым поясом, например: Москва, Berlin или UTC+3.
digest-city-leave = Чтобы всё осталось как есть, отправьте /digest.
digest-city-placeholder = Москва
digest-nothing-new = С прошлого дайджеста ничего нового.
digest-nothing-new-hint = Сейчас он бы не пришёл. Самые новые переговоры: /latest.

channel-question = Какому каналу присылать дайджест?
channel-question-hint = Выберите его кнопкой внизу. Если меня в нём ещё нет, Telegram добавит меня с правом публикации. Если кнопки нет, напишите имя канала: /digest @name 09:00
channel-picked = Выбран: { $channel }
channel-cancelled = Ничего не выбрано.
channel-in-private = Дайджест канала настраивается в личном чате со мной.
channel-unknown = Такой канал найти не удалось.
channel-unknown-hint = Проверьте его @имя или выберите из списка: /digest channel
channel-bot-absent = Я не администратор этого канала.
channel-bot-absent-hint = Сделайте меня в нём администратором с правом публикации и попробуйте ещё раз.
channel-bot-silent = Мне нельзя публиковать в этом канале.
channel-bot-silent-hint = Дайте мне в нём право «Публикация сообщений» и попробуйте ещё раз.
channel-not-yours = Вы не администратор этого канала.
channel-not-yours-hint = Что он получает, меняют только владелец и администраторы.
channel-unanswered = Telegram не сообщил, кому что можно в этом канале.
channel-unanswered-hint = Попробуйте, пожалуйста, через минуту.
channel-news-added = Теперь я могу публиковать в канале { $channel }.
channel-news-added-hint = Дайджест настраивается здесь: подписчики этого не видят.
channel-news-silent = Меня добавили в канал { $channel }, но публиковать там мне нельзя.
channel-news-silent-hint = Чтобы приходил дайджест, дайте мне право «Публикация сообщений» в списке администраторов.
channel-news-paused = Дайджест канала { $channel } на паузе: мне больше нельзя там публиковать.
channel-news-paused-hint = Верните мне право «Публикация сообщений» и возобновите его: /digest channel
channel-line = Дайджест: { $schedule }. { $state }
channel-line-none = { $state } Чтобы он приходил: /digest 09:00 Europe/Berlin

digest-bad-time = { $word } не похоже на время.
digest-bad-day = Какой день? После { $word } нужен день.
digest-bad-zone = Часового пояса { $word } нет среди известных.
digest-bad-word = Непонятно: { $word }.
digest-twice-time = Время указано второй раз: { $word }. У дайджеста оно одно.
digest-twice-zone = Часовой пояс указан второй раз: { $word }. У дайджеста он один.
digest-twice-when = { $word } второй раз говорит, когда присылать. Напишите new или always один раз.
digest-twice-days = Дни указаны дважды: { $word }.
digest-twice-topics = Темы указаны дважды: { $word }.
digest-nearest = Может быть, { $zones }?
digest-understood-time = Время пишется так: 09:00, 9, 7 вечера или полдень.
digest-understood-day = Дни пишутся так: ежедневно, будни, пн, пн,чт или пн-пт.
digest-understood-zone = Часовой пояс: город (Москва), название (Europe/Berlin) или сдвиг (UTC+3). К небольшому городу добавьте страну: Гродно, Беларусь.
digest-understood-word = Понятны: время (09:00), город или часовой пояс (Москва), дни (ежедневно, будни, пн,чт), темы (ukraine, economy), new или always; или одно слово: now, why, pause, resume, off.
digest-example = Например: { $example }

managers-only = Менять то, что получает группа, могут только её администраторы. В личном чате со мной у вас может быть свой дайджест.
managers-unknown = Telegram не ответил, администратор ли вы здесь. Попробуйте ещё раз через минуту.

welcome-back = С возвращением. Дайджест прекратился, когда бот был заблокирован или удалён, и сам не возобновился.
welcome-back-hint = /digest resume вернёт его, как было; /digest покажет и изменит его.

mydata-none = Об этом чате ничего не хранится.
file-refused = Мне нельзя присылать сюда файлы. Спросите меня в личном чате или разрешите файлы здесь.
mydata-caption = Всё, что хранится об этом чате.
forget-question = Удалить всё, что хранится об этом чате?
forget-what = Язык, часовой пояс, прочие настройки, дайджесты и записи об отправленных дайджестах. Это нельзя отменить; дайджестов больше не будет.
forget-done = Удалено. Об этом чате больше ничего не хранится.
forget-done-hint = Спрашивать можно и дальше; /digest начнёт заново.
forget-kept = Ничего не удалено.

## Кнопки

button-evidence = Откуда это
button-share = Поделиться
button-share-point = Поделиться тезисом
button-share-to-chat = Отправить в чат
button-copy-link = Копировать ссылку
button-copy-newest = Ссылка на самое новое
button-add-to-group = Добавить в группу
button-add-to-channel = Добавить в канал
button-open = Открыть в боте
inline-nothing = Ничего не найдено. Все темы
button-back = ‹ Назад
button-topics = Темы
button-rounds = Все раунды
button-corrections = Все исправления
button-rest = { $topic }: ещё { $count } · { $round }
button-compare = Сравнить позиции
button-compare-topics = Другие темы
button-all-promises = Все обещания
button-next = Дальше { $page }/{ $of }
button-previous = Раньше { $page }/{ $of }
button-get-digests = Дайджест
button-digest = Дайджест
button-digest-time = Время
button-digest-zone = Часовой пояс
button-digest-days = Дни
button-digest-language = Язык
button-digest-topics = Темы
button-digest-new = Только когда есть новое
button-digest-always = Даже если нового нет
button-all-topics = Все темы
button-preview = Посмотреть
button-pause = Пауза
button-resume = Возобновить
button-change = Изменить
button-unsubscribe = Отписаться
button-paused-undo = На паузе · Вернуть
button-unsubscribed-undo = Вы отписаны · Вернуть
button-as-before = Снова, как было
button-channel = Для канала…
button-channel-setup = Настроить дайджест
button-channel-choose = Выбрать канал
button-channel-cancel = Отмена
button-step-hours = { $step } ч
button-step-minutes = { $step } мин
button-city = Написать город…
button-offsets = Сдвиг от UTC…
button-forget = Удалить всё
button-keep = Оставить

## Приветствие, помощь, настройки, приватность

start-title = Добро пожаловать в Communiqué
start-about = Краткие изложения дипломатических переговоров с источниками: кто о чём договорился, кто что говорит, что лишь сообщается и что опровергнуто.
start-choose = Выберите тему ниже или откройте /talks. Все команды: /help.

help-title = О чём можно спросить
help-topics = Темы
help-commands = Ещё
help-administrators = Для администраторов этой группы
help-line = { $command } – { $description }
help-talk = К любой теме можно добавить переговоры: { $example }. Без этого отвечают самые новые переговоры с этой темой.
help-statuses = Как читать ответ
help-agreed = Согласовано: с этим согласились все делегации
help-said = Имя впереди: так говорит этот человек или сторона
help-reported = Сообщается, не подтверждено: СМИ или неназванные чиновники; опровержения стоят рядом
help-analysis = Анализ и справка: свёрнуты в конце, нажмите, чтобы открыть
help-evidence = Кнопка «Откуда это» показывает источник каждого тезиса и место в нём

settings-title = Настройки
settings-language = Язык кнопок и заголовков: { $language }, как в вашем приложении Telegram. Изложения остаются на языке, на котором написаны.
settings-language-chosen = Язык кнопок и заголовков: { $language }. Изложения остаются на языке, на котором написаны.
settings-zone = Часовой пояс: { $zone }
settings-digest = Дайджест: { $schedule }

privacy-title = Приватность
privacy-stored = На вопросы даётся ответ, и они забываются. Что-то хранится, только если вы выбрали дайджест, часовой пояс, язык или, в группе, другую настройку: номер чата (и прежний), его вид, ваш выбор и его время, и то, что бот был заблокирован или удалён.
privacy-digests = Для дайджеста ещё: до какого места вы прочли, и для каждого – время, итог, число попыток и номер сообщения, 30 дней.
privacy-broadcasts = Те, кто ведёт бота, могут написать всем известным ему чатам. Дошло ли до этого чата, хранится 30 дней.
privacy-not = Никогда не хранятся: имена, сообщения, кто что нажимал.
privacy-groups = В группах бот читает только сообщения, обращённые к нему; в каналах ищет только команды.
privacy-search = Слова, которые вы ищете, не попадают в журналы.
privacy-rights = /mydata пришлёт всё это файлом; /forget удалит.

## Команды, как их описывают меню и /help

command-digest = Новое в удобное вам время
command-stop = Прекратить дайджест
command-mydata = Всё, что хранится, файлом
command-forget = Удалить всё, что хранится
command-start = Приветствие и темы
command-help = О чём можно спросить
command-settings = Ваши настройки
command-latest = Самые новые переговоры вкратце
command-talks = Все переговоры
command-timeline = Что и когда произошло
command-quotes = Их собственными словами
command-promises = Что обещали и что из этого вышло
command-compare = Позиции сторон рядом
command-who = Что сказал человек или сторона
command-corrections = Что было неверно и как правильно
command-search = Поиск слов во всех переговорах
command-privacy = Что о вас хранится

## Ответы на то, на что ответить нельзя

unknown-command = Команды { $command } нет.
unknown-command-suggestion = Команды { $command } нет. Может быть, { $suggestion }?
unknown-command-hint = /help покажет, о чём можно спросить.
unknown-talk = Переговоров { $talk } нет.
unknown-talk-hint = /talks покажет все переговоры с их обозначениями.
topic-not-in-talk = { $talk }: на тему «{ $topic }» ничего нет.
topic-not-in-talk-hint = { $command } ответит по самым новым переговорам с этой темой.
search-empty = Что искать?
search-empty-hint = Напишите слова после команды: { $example }
search-too-long = Слишком длинно для поиска. Не больше { $limit } знаков, пожалуйста.
argument-too-long = Слишком длинно для обозначения переговоров. Все они: /talks.
forwarded-command = Это пересланная команда, поэтому я её не выполнил. Чтобы она сработала, отправьте её сами.
stale-button = Эта кнопка устарела. Отправьте команду ещё раз, и ответ будет свежим.
slow-down = Слишком много сразу. Подождите немного и спросите снова.
went-wrong = У нас что-то пошло не так. Попробуйте ещё раз через минуту.
no-content = Переговоров пока нет. Загляните позже.

## Для операторов

command-stats = Цифры для операторов
stats-title = Цифры
stats-chats = { $count ->
        [one] { $count } чат что-то выбрал
        [few] { $count } чата что-то выбрали
       *[other] { $count } чатов что-то выбрали
    }
stats-subscriptions = Дайджесты: активны { $active }, на паузе { $paused }, закрыты { $closed }
stats-deliveries = Назначены за последние 24 часа: отправлено { $sent }, ждут { $waiting }, чат недоступен { $gone }, отклонено { $rejected }
stats-content = Контент { $version }: переговоры { $talks }, тезисы { $points }
stats-chart = Дайджесты, { $first } – { $last }
stats-chart-days = День ({ $zone })
stats-chart-digests = Дайджесты
stats-chart-sent = отправлено
stats-chart-gone = чат недоступен
stats-chart-rejected = отклонено

## Операторы: /reload и что им сообщают о контенте

command-reload = Принять изменённый контент
reload-done = Контент обновлён
reload-same = Ничего не изменилось
reload-version = Действует версия { $version }
reload-talks-added = Добавлены переговоры ({ $count }):
reload-talks-changed = Изменены переговоры ({ $count }):
reload-talks-removed = Удалены переговоры ({ $count }):
reload-points = Тезисы: добавлено { $added }, изменено { $changed }, удалено { $removed }
reload-refused =
    { $count ->
        [one] В контенте { $count } ошибка, он не принят
        [few] В контенте { $count } ошибки, он не принят
       *[other] В контенте { $count } ошибок, он не принят
    }
reload-more = … и ещё { $count }
reload-goes-on = Читатели получают то, что было раньше. Исправьте файлы: они будут прочитаны снова сами.
reload-good-again = Контент снова в порядке и действует

## Группы

repeat-above = Ответ чуть выше.
repeat-link = Перейти к ответу
ask-administrators-only = В этой группе спрашивать могут только администраторы.
introduction-title = Здравствуйте! Я присылаю краткие изложения дипломатических переговоров, всегда с источниками.
introduction-ask = Начните с /latest или откройте /help.
introduction-digest = Администраторы могут настроить, чтобы новое приходило сюда в удобное время.
button-set-up = Настроить дайджест
settings-ask-everyone = Спрашивать могут все.
settings-ask-administrators = Спрашивать могут только администраторы; остальным я не отвечаю.
settings-delete-off = Команды остаются после ответа.
settings-delete-on = Команды удаляются после ответа.
settings-delete-lacking = Удалять их пока не могу: сделайте меня администратором с правом удалять сообщения.
settings-quiet-off = Тихих часов нет.
settings-quiet-on = Тихие часы { $hours }, { $zone }: мои сообщения приходят без звука.
button-ask-everyone = Спрашивают все
button-ask-administrators = Только администраторы
button-delete-questions = Удалять команды
button-quiet = Тихие часы
button-quiet-off = Без тихих часов
paused-title =
    { $count ->
        [one] { $count } дайджест здесь приостановлен
        [few] { $count } дайджеста здесь приостановлены
       *[other] { $count } дайджестов здесь приостановлено
    }
paused-topic-closed = { $schedule }: тема закрыта.
paused-topic-deleted = { $schedule }: тема удалена. Возобновите его, и он будет приходить сюда.
paused-silent = { $schedule }: мне нельзя было здесь писать.
paused-resumed = Дайджест возобновлён.
paused-taken = Здесь уже есть дайджест. Отправьте /digest в другой теме, и он будет там.
button-resume-one = Возобновить { $time }

## Операторы: /broadcast

command-broadcast = Написать всем чатам
broadcast-question = Что должны прочитать все?
broadcast-question-hint = Напишите одним сообщением, с нужным оформлением. Вы увидите его раньше всех.
broadcast-placeholder = Ваше сообщение всем
broadcast-text-only = Всем можно отправить только текст. Напишите сообщение без картинки и без файла.
broadcast-too-long = Здесь { $length } знаков, а в сообщение помещается { $most }.
broadcast-refused = Telegram не принял это сообщение, поэтому отправить его нельзя. Напишите его иначе, с более простым оформлением, и повторите /broadcast.
broadcast-off = Пока DIGESTS выключен, бот ничего не рассылает и только отвечает
broadcast-preview = Так это будет выглядеть
broadcast-reach =
    { $count ->
        [0] Под этот выбор не подходит ни один чат.
        [one] Получит { $count } чат.
        [few] Получат { $count } чата.
       *[other] Получат { $count } чатов.
    }
broadcast-hint = Выберите, кто получит. Отправить можно в течение часа.
broadcast-all = Все чаты
broadcast-subscribers = С дайджестом
broadcast-any-language = Любой язык
button-broadcast-send = Отправить ({ $count })
button-broadcast-cancel = Отмена
button-broadcast-stop = Остановить
broadcast-cancelled = Отменено: ничего не отправлено
broadcast-expired = Это сообщение больше нельзя отправить: оно отменено или старше часа. Напишите его снова через /broadcast.
broadcast-busy = Другое сообщение уже в пути. Дождитесь конца или остановите его.
broadcast-sending = В пути
broadcast-stopped = Остановлено
broadcast-done = Отправлено всем
broadcast-sent = Отправлено: { $sent } из { $total }
broadcast-gone = Недоступные чаты: { $count }
broadcast-rejected = Отклонено Telegram: { $count }
broadcast-unsent = Не отправлено из-за остановки: { $count }
broadcast-left = Осталось отправить: { $count }
