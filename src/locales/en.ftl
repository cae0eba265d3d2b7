# Words of the interface in English. Content stays in its own language.
# Style: plain, warm, short, neutral. One message, one thought.

## Kinds of points, and who stands behind them

kind-agreed = Agreed
kind-said = Said
kind-reported = Reported, not confirmed
kind-denied = Denied
kind-open = Raised, not agreed
kind-analysis = Analysis
kind-background = Background

told-by = (account: { $who })
denied-by = (denied by { $who })
denied-according-to = (denied, according to { $who })

## Parts of an answer

section-lead = 📌 In short
section-agreed = ✅ Agreed
section-open = 🔸 Raised, not agreed
section-others = 💬 Others
section-reported = ❓ Reported, not confirmed
section-denied = 🚫 Denied
section-analysis = Analysis
section-background = Background
section-promises = 🤝 Promises
section-more = ▸ { $count ->
    [one] 1 more
   *[other] { $count } more
}
section-sources = Sources
delegation-host = (host)
delegation-mediator = (mediator)
delegation-chair = (chair)
delegation-observer = (observer)
continued = (continued)
shortened = There’s more – tap the button to read it all.

one-origin = Everything here rests on one source: { $source }.
one-origin-of-several = Everything here has one origin: { $source }.
sources-counted = { $sources ->
    [one] 1 source
   *[other] { $sources } sources
}
sources-counted-countries = { $sources ->
    [one] 1 source
   *[other] { $sources } sources
} from { $countries } countries
lines-of-one-origin = { $lines ->
    [one] one origin for 1 line
   *[other] one origin each for { $lines } lines
}
source-one = Source:
source-one-warning = Based on this one source.
source-machine-translation = machine translation
source-translation = translated
source-carries = the text of { $source }
written-in = Written in { $languages }.

## Evidence

evidence-title = Evidence
evidence-none = There’s nothing to prove here any more: the points were withdrawn.
evidence-sources = { $count ->
    [one] Its source
   *[other] Its { $count } sources
}
evidence-origins = { $count ->
    [one] all from one origin
   *[other] { $count } origins
}
evidence-answers = What others say to it
evidence-promise = What came of the promise
answer-denies = Denied
answer-disputes = Disputed
answer-confirms = Confirmed
answer-replaces = Replaced
answer-denies-by = Denied by { $who }
answer-disputes-by = Disputed by { $who }
answer-confirms-by = Confirmed by { $who }
answer-replaces-by = Replaced by { $who }
owner-state = state-owned
owner-public = public broadcaster
owner-private = privately owned
owner-government = government site
owner-party = party-owned
source-untitled = open the source
says-so = says so
quoted = “{ $quote }”
quote-translated = (translated from { $language })
quote-translated-from = (translated from { $language }: “{ $original }”)
says-partly = says part of it
says-otherwise = says otherwise
denies = Denies: { $what }
change-corrected = Corrected { $date }; it said: “{ $was }”. { $why }
change-withdrawn = Withdrawn { $date }: { $why }
promise = Promise: { $title }
step-made = made
step-begun = under way
step-kept = kept
step-stalled = stalled
step-lapsed = lapsed
step-withdrawn = withdrawn

## Dates that are not one day

date-uncertain = { $date } (?)
date-about = about { $date }
date-since = since { $date }
date-until = until { $date }

## Timeline, quotes, talks, search

timeline-title = Timeline
timeline-empty = Nothing in this round has a day of its own yet. Other rounds: /talks
timeline-before = ▸ { $count ->
    [one] 1 from long before
   *[other] { $count } from long before
}
timeline-all = { $count ->
    [one] One round
   *[other] { $count } rounds, newest first
}
timeline-all-empty = There’s nothing to show yet.
quotes-title = Quotes
quotes-empty = No direct quotes from these talks yet. Others: /talks
talks-title =
    { $count ->
        [one] { $count } round of talks
       *[other] { $count } rounds of talks, newest first
    }
search-title =
    { $count ->
        [one] { $count } result for { $query }
       *[other] { $count } results for { $query }
    }
search-more-with-fewer = These are the best { $count }. Fewer words show all of them, page by page.
search-partial = No point has all of these words; these have most of them.
search-promised = promises
search-nearest = Did you mean one of these words?
search-topics = Or choose a topic.
which-round = Which round do you mean?
which-round-hint = Choose one below, or add its place and month: { $example }
unknown-round-choose = Choose one of these, or see /talks.
button-search-words = Search for { $words }
search-nothing = Nothing found for { $query }
search-nothing-hint = Try fewer words, or a name or a place. /talks lists all talks.

## What is remembered: promises, positions, statements, corrections

promises-title =
    { $count ->
        [one] { $count } promise
       *[other] { $count } promises, the last moved first
    }
promises-none = No such promise
promises-none-hint = /promises shows all of them.
promises-unknown = I don’t know { $words } as a party, a topic or a state.
promises-unknown-hint = Try { $party } or { $state }, or see all of them.
promise-since = since { $date }
promise-on = · { $date }
promise-account =
    { $count ->
        [one] by one side’s account: { $who }
       *[other] by these sides’ accounts only: { $who }
    }
promise-reported = reported, not confirmed
promise-if = Only if: { $what }
promise-due = Due: { $date }

compare-title = Who stands where
compare-choose = Choose a topic to see what each side said last.
compare-nothing = Nothing to compare yet
compare-unknown = There’s nothing to compare on { $topic }.
nothing-on-record = nothing on record

who-empty = Whose words?
who-unknown = I don’t know anybody called { $name }.
who-several = Whom do you mean by { $name }?
who-hint = Write a name, and words if you like: { $example }. Or choose one:
who-count =
    { $count ->
        [one] { $count } point, by subject
       *[other] { $count } points, by subject
    }
who-nothing = Nothing on record.
who-nothing-hint = Try without further words, or see /talks.

corrections-title =
    { $count ->
        [one] { $count } correction
       *[other] { $count } corrections, newest first
    }
corrections-none = Nothing has had to be corrected yet.
corrections-none-hint = When a point turns out to be wrong, it’s listed here with what it said before.
correction-corrected = corrected
correction-withdrawn = withdrawn
correction-now = Now:
correction-was = It said: “{ $was }”
correction-why = Why: { $why }

## Digests

digest-title-first = What is known so far
digest-title-new = New since your last digest
digest-title-agreed = Agreed just now; your digest has the rest
digest-preview-title = Preview: your digest, if it came now
digest-news-title = New since you last looked
new-nothing = Nothing new since you last looked
new-nothing-hint = /latest shows the newest round, /digest brings what’s new by itself.
digest-look-back = Nothing new today; a look back
digest-nothing = Nothing new today
digest-newest-round = The newest round is still
digest-more =
    { $count ->
        [one] 1 more: { $topics }
       *[other] { $count } more: { $topics }
    }
digest-points =
    { $count ->
        [one] 1 point: { $topics }
       *[other] { $count } points: { $topics }
    }
digest-further-rounds =
    { $rounds ->
        [one] and { $count } in one more round
       *[other] and { $count } in { $rounds } more rounds
    }
digest-corrected = ✏️ Corrected:
digest-withdrawn = ✏️ Withdrawn:
digest-further-changes =
    { $count ->
        [one] and one more correction
       *[other] and { $count } more corrections
    }
digest-older = From earlier rounds:
digest-older-more =
    { $rounds ->
        [one] and { $count } in one more
       *[other] and { $count } in { $rounds } more
    }
digest-older-title = Added from earlier rounds:
digest-introduced = New in your digest: { $topics }
digest-last-sent = The last one came on { $when }.
digest-last-waiting = The last one was due on { $when } and is on its way.
digest-last-unsent = The last one, on { $when }, couldn’t be sent.
digest-inside = In it, as things stand: { $what }.
digest-inside-points =
    { $count ->
        [one] 1 new point
       *[other] { $count } new points
    }
digest-inside-changes =
    { $count ->
        [one] 1 correction
       *[other] { $count } corrections
    }
digest-inside-older =
    { $count ->
        [one] 1 point of an earlier round
       *[other] { $count } points of earlier rounds
    }
digest-inside-nothing = Nothing is new on your topics, so as things stand it’s left out that day.
digest-inside-look-back = Nothing is new on your topics, so as things stand it looks back.
digest-no-topics = None of its topics exist any more: choose others.
digest-none-sent-here = Digests are switched off on this bot at the moment.
digest-zone-lost = I no longer recognise your time zone, { $zone }. Digests keep coming at UTC{ $offset } (no daylight saving). Pick a new one: /digest

## The /digest panel and its words

digest-panel-title = Your digest
digest-offer-title = Get a digest
digest-channel-title = Digest of { $channel }
digest-channel-offer-title = A digest for { $channel }
digest-offer = Pick a time to start. You can change days and topics later.
digest-schedule = { $days } at { $time }, { $zone }
digest-days-daily = Every day
digest-days-weekdays = Monday to Friday
digest-days-list = Every { $days }
digest-kept-weekdays = Monday to Friday
digest-kept-list = every { $days }
digest-weekday =
    { $day ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }
digest-topics-all = All topics
digest-topics = Topics: { $topics }
digest-topics-none = No topics, only what you follow
digest-follows = Following: { $what }
digest-follows-first = Following: { $what } – first in the digest, which has all topics anyway
digest-kept-follows =
    { $count ->
        [one] one thing followed
       *[other] { $count } things followed
    }
digest-agreed-on = When something is agreed, you hear at once: up to three messages a day, none in quiet hours.
digest-agreed-off = What is agreed comes with the digest.
digest-card-on = Each digest opens with a picture, where there’s something to show.
digest-card-off = Digests come without a picture.
follows-title = What you follow
follows-channel-title = What the digest of { $channel } follows
follows-none = Nothing yet.
follows-how = Add a name or words: { $example }, { $words }. Or press Follow under /who, /compare, /promises and /search.
follows-all-topics = Your digest has all topics anyway, so this only comes first in it. To get nothing else: /digest, then Topics, then “Only what I follow”.
follows-is-paused = paused
follows-dropped = Not followed any more: { $what }
follows-dropped-all = Not followed any more: { $what }. Your digest had nothing else, so it’s off.
follows-paused = Paused: { $what }
follows-resumed = Followed again: { $what }
follows-gone = That isn’t followed any more.
follow-added =
    { $count ->
        [0] Following { $what }. There’s nothing on it yet.
        [one] Following { $what }. So far there’s one point.
       *[other] Following { $what }. So far there are { $count } points.
    }
follow-already = You already follow { $what }.
follow-full = You follow { $limit } things, the most there can be. Drop one to make room.
follow-only = It has only what you follow. For topics as well: /digest
follow-which = { $words } may mean several things.
follow-unheard = I know nobody called { $words }, and nothing has been published on it yet.
follow-choose = What would you like to follow?
follow-topic = Topic: { $name }
follow-party = What { $name } says
follow-wordless = I can’t follow a sign or an emoji, only a name or words. For example: /follow lavrov
follow-words = I can follow a name or a few words, up to { $limit } characters. For example: /follow lavrov
digest-when-new = Only when there’s news
digest-when-always = Every time; a look back when there’s no news
digest-language = Language: { $language }
digest-language-ask = Language: { $language }. You can pick another below.
digest-next = Next: { $when }
digest-paused = Paused until you resume it.
digest-paused-silent = Paused: I’m not allowed to post. Give me that right again, then resume.
digest-paused-topic-closed = Paused because this topic is closed. Reopen it, then resume.
digest-paused-topic-deleted = Paused because this topic was deleted.
digest-none = No digest set up yet.
digest-suggested = Not set up yet. Suggested:
digest-unsubscribed = Unsubscribed.
digest-ended = The digest stopped when the bot was blocked or removed.
digest-choose-time = Pick a time or adjust it.
digest-choose-zone = Pick your time zone.
digest-choose-days = Pick the days.
digest-choose-language = Pick the language. Points that aren’t translated yet come in English.
digest-choose-topics = Choose topics.
digest-which-city = Which one do you mean?
digest-city-question = Which city are you in?
digest-city-hint = Reply with a city or a time zone, such as Berlin, UTC+3 or, for a smaller town, Springfield, Illinois.
digest-city-leave = To leave it as it is, send /digest.
digest-city-placeholder = Berlin
digest-as-it-was = Restart brings it back as it was:
digest-offer-again = Or pick a time: the rest stays.
digest-kept = Kept from before: { $what }
digest-begin-question = Daily digest: which city are you in?
digest-begin-hint = It comes at { $time }, your time. Tap your city, or write its name in any language.
digest-begin-unknown = I don’t know a place called { $word }.
digest-begin-again = Write a larger city nearby, or add the country or state: Springfield, Illinois. Changed your mind? Send /digest
digest-done-today = Done: first digest today at { $time }, { $place }
digest-done-tomorrow = Done: first digest tomorrow at { $time }, { $place }
digest-done-later = Done: first digest { $when }, { $place }
digest-done-hint = Change anything below, or later with /digest
digest-nothing-new = Nothing is new since your last digest.
digest-nothing-new-hint = Nothing would be sent today. Latest talks: /latest

channel-question = Which channel should get a digest?
channel-question-hint = Tap the button below; Telegram will add me if needed. No button? Send /digest @name 09:00
channel-picked = Chosen: { $channel }
channel-cancelled = Nothing was chosen.
channel-in-private = A channel’s digest is set up in a private chat with me.
channel-unknown = I can’t find that channel.
channel-unknown-hint = Check its @name, or choose it from a list: /digest channel
channel-bot-absent = I’m not an administrator of that channel.
channel-bot-absent-hint = Add me there as an administrator who may post messages, then try again.
channel-bot-silent = I’m not allowed to post in that channel.
channel-bot-silent-hint = Give me the right “Post messages” there, then try again.
channel-not-yours = You’re not an administrator of that channel.
channel-not-yours-hint = Only its owner and administrators can change what it gets. For a digest of your own: /digest
channel-unanswered = I couldn’t check the rights in that channel.
channel-unanswered-hint = Please try again in a minute.
channel-news-added = I can post in { $channel } now.
channel-news-added-hint = Its digest is set up here, where its subscribers don’t see it.
channel-news-silent = I’m in { $channel } but can’t post there.
channel-news-silent-hint = For a digest, switch on the right “Post messages” among its administrators.
channel-news-paused = The digest of { $channel } is paused: I’m not allowed to post there any more.
channel-news-paused-hint = Give me the right “Post messages” again, then resume it with /digest channel
channel-line = Digest: { $schedule }. { $state }
channel-line-none = { $state } To set one up: /digest 09:00 Europe/Berlin

digest-bad-time = I don’t understand { $word } as a time.
digest-bad-day = Which day? { $word } needs one, for example: every Monday
digest-bad-zone = I don’t know the time zone { $word }.
digest-bad-word = I don’t understand { $word }.
digest-twice-time = Please give one time only – I found { $word } as well.
digest-twice-zone = Please give one time zone only – I found { $word } as well.
digest-twice-when = { $word } is one too many. Use either new or always.
digest-twice-days = You gave days twice: { $word }. Once is enough.
digest-twice-topics = You gave topics twice: { $word }. Once is enough.
digest-nearest = Did you mean { $zones }?
digest-understood-time = A time is written 09:00, 9, 9:30pm or noon.
digest-understood-day = Days are written daily, weekdays, mon, mon,thu or mon-fri.
digest-understood-zone = A time zone is a city (berlin), a name (Europe/Berlin) or an offset (UTC+3). For a smaller town, add its country or state: Springfield, Illinois.
digest-understood-word = I understand a time (09:00), a place or time zone (berlin), days (daily, weekdays, mon,thu), topics (ukraine, economy), new or always; or a single word: now, why, pause, resume, off.
digest-example = For example: { $example }

managers-only = Only administrators can change what this group gets. For a digest of your own, write to me in private.
managers-unknown = I couldn’t check whether you’re an administrator here. Please try again in a minute.

welcome-back = Welcome back! Your digest stopped while I was blocked or removed.
welcome-back-hint = Restart: /digest resume · Change: /digest

mydata-none = Nothing is stored about this chat.
file-refused = I can’t send files here. Ask me in our private chat, or allow files here.
mydata-caption = Everything stored about this chat.
forget-question = Delete everything stored about this chat?
forget-what = Its language, time zone, other choices, digests, what you follow, and the record of digests sent. This can’t be undone, and digests will stop.
forget-done = Deleted. Nothing is stored about this chat any more.
forget-done-hint = You can still ask me anything. For a new digest: /digest
forget-kept = Nothing was deleted.

## Buttons

button-evidence = Evidence
button-share = Share
button-share-to-chat = Send to a chat
button-copy-link = Copy link
button-copy-newest = Copy link to latest
button-add-to-group = Add to a group
button-add-to-channel = Add to a channel
button-open = Open in the bot
inline-nothing = Nothing found. See all topics
button-back = ‹ Back
button-topics = Topics
button-home = ‹ Home
button-compare = Compare
button-compare-topics = Other topics
button-all-rounds = All rounds
button-corrections = All corrections
button-rest = { $topic }: { $count } more · { $round }
button-by-round = Round by round
button-all-promises = All promises
button-next = Next { $page }/{ $of }
button-previous = Previous { $page }/{ $of }
button-get-digests = Get digests
button-digest = Digest
button-begin = 🔔 Daily digest
button-digest-time = Time
button-digest-zone = Time zone
button-digest-days = Days
button-digest-language = Language
button-digest-topics = Topics
button-digest-follows = Following
button-only-follows = Only what I follow
button-follow = Follow
button-drop = ✕ Drop
button-agreed = At once when agreed
button-digest-new = No-news days: off
button-digest-always = No-news days: on
button-digest-card-on = Picture on top: on
button-digest-card-off = Picture on top: off
button-all-topics = All topics
button-preview = Preview
button-pause = Pause
button-resume = Resume
button-change = Change
button-unsubscribe = Unsubscribe
button-paused-undo = Paused · Undo
button-unsubscribed-undo = Unsubscribed · Undo
button-as-before = Restart
button-channel = For a channel…
button-channel-setup = Set up digest
button-channel-choose = Choose a channel
button-channel-cancel = Cancel
button-step-hours = { $step } h
button-step-minutes = { $step } min
button-city = Type a city…
button-offsets = UTC offset…
button-forget = Delete everything
button-keep = Keep it

## What Telegram shows before the first message, and in the bot’s profile: at most 512 and 120 characters

bot-description =
    Diplomatic talks in brief: who met, what was agreed, who says what, what’s only reported and what’s denied. Every line has its source, and the proof is one tap away.

    Pick a topic or ask in your own words, compare where the sides stand, and get a digest when there’s news.
bot-short-description = Diplomatic talks in brief, every line with its source. Topics, positions, promises, a digest when there’s news.

## Greeting, help, settings, privacy

start-title = Welcome to Communiqué
start-about = Diplomatic talks in brief: what was agreed, who says what, what’s only reported and what’s denied – with sources.
start-choose = Pick a topic, or get a digest every day. All commands: /help

help-title = What you can ask
help-topics = Topics
help-commands = Other commands
help-administrators = For administrators of this group
help-line = { $command } – { $description }
help-talk = To ask about earlier talks, add a place or a month: { $example }. Without it, you get the latest talks on that topic.
help-statuses = How to read an answer
help-agreed = Agreed: all delegations agreed to it
help-said = A name first: that person or side said it
help-reported = Reported, not confirmed: media or unnamed officials; with denials, if any
help-analysis = Analysis and background: folded at the end; tap to open
help-evidence = Evidence shows where each point comes from

settings-title = Settings
settings-language = Language: { $language }, as in your Telegram app. Points that aren’t translated yet come in English.
settings-language-chosen = Language: { $language }. Points that aren’t translated yet come in English.
settings-zone = Time zone: { $zone }
settings-digest = Digest: { $schedule }

privacy-title = Privacy
privacy-stored = We keep nothing about your questions. If you choose a digest, a time zone, a language or, in a group, another setting, or use /new, we store: the chat’s id (and the one it had before), its type, what you chose or follow (a name, or your words) and when, how far you’ve read with /new, and whether the bot was blocked or removed.
privacy-digests = For a digest also which points you’ve been sent, and for each one its time, its outcome, how often it was tried, its message’s id, its text and whether it was corrected, for 30 days.
privacy-broadcasts = The operators can message all chats with saved settings. Whether that reached this chat is kept for 30 days.
privacy-shared = If you ask for a picture, or share an answer by typing the bot’s name in another chat, we store that message’s id with this chat’s or yours for 30 days, to correct it when a point in it turns out to be wrong. In which chat you shared it, we can’t see.
privacy-not = Never stored: names, what you write, who pressed what.
privacy-groups = In groups, the bot reads only the messages that are meant for it; in channels it only looks at commands.
privacy-search = The words you search for aren’t written to any log; they’re only kept if you follow them.
privacy-rights = /mydata sends you all of it as a file; /forget deletes it.

## Commands, as the menu and /help describe them

command-digest = Daily digest, at your time
command-follow = Follow a name, a side or words
command-stop = Stop the digest
command-mydata = Download my data
command-forget = Delete my data
command-start = Greeting and topics
command-help = What you can ask
command-settings = Your settings
command-latest = Latest talks at a glance
command-talks = All talks
command-new = What’s new since you last looked
command-timeline = What happened when, in all rounds or in one
command-quotes = In their own words
command-promises = What was promised, and what came of it
command-compare = Who stands where, side by side
command-who = What a person or a side said
command-corrections = What was wrong, and what is right
command-search = Find words in all talks
command-privacy = What is stored about you

## Answers to what cannot be answered

unknown-command = There is no command { $command }.
unknown-command-suggestion = There is no command { $command }. Did you mean { $suggestion }?
unknown-command-hint = /help shows what you can ask.
unknown-talk = I don’t know the talks { $talk }.
unknown-talk-hint = /talks lists all of them.
topic-not-in-talk = { $talk } has nothing on { $topic }.
topic-not-in-talk-hint = Try { $command } for the latest on it.
search-empty = What should I look for?
search-empty-hint = Write the words after the command: { $example }
search-too-long = That’s too long to search for. At most { $limit } characters, please.
argument-too-long = That’s too long to name a round of talks. /talks lists them all.
forwarded-command = That command was forwarded, so I didn't carry it out. Type it yourself to use it.
stale-button = This button is out of date. Send the command again for a fresh answer.
slow-down = That was a lot at once. Please wait a moment, then ask again.
went-wrong = Something went wrong on our side. Please try again in a minute.
no-content = There are no talks yet. Please come back later.

## For operators

command-stats = Figures for operators
stats-title = Figures
stats-chats = { $count ->
        [one] { $count } chat with saved settings
       *[other] { $count } chats with saved settings
    }
stats-subscriptions = Digests: { $active } active, { $paused } paused, { $closed } closed
stats-deliveries = Due in the last 24 hours: { $sent } sent, { $waiting } waiting, { $gone } unreachable, { $rejected } rejected
stats-copies = Messages corrected in 30 days: { $corrected }; waiting: { $waiting }; not possible: { $failed }
stats-copies-reasons = Why not: { $reasons }
stats-content = Content { $version }: { $talks ->
        [one] { $talks } round of talks
       *[other] { $talks } rounds of talks
    }, { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
stats-chart = Digests, { $first } – { $last }
stats-chart-days = Day ({ $zone })
stats-chart-digests = Digests
stats-chart-sent = sent
stats-chart-gone = chat gone
stats-chart-rejected = rejected

## Operators: /reload and what they are told of the content

command-reload = Reload content
reload-done = The content is up to date now
reload-same = Nothing has changed
reload-version = Current version: { $version }
reload-talks-added = Talks added ({ $count }):
reload-talks-changed = Talks changed ({ $count }):
reload-talks-removed = Talks removed ({ $count }):
reload-points = Points: { $added } added, { $changed } changed, { $removed } removed
reload-refused =
    { $count ->
        [one] The content has { $count } mistake and wasn’t loaded
       *[other] The content has { $count } mistakes and wasn’t loaded
    }
reload-more = … and { $count } more
reload-goes-on = Readers still get the previous version. Fix the files; they reload automatically.
reload-good-again = Content fixed and live

## Groups

repeat-above = Answered just above.
repeat-link = Go to the answer
ask-administrators-only = In this group only administrators can ask. Ask me in private instead.
introduction-title = Hello! I bring short, sourced summaries of diplomatic talks.
introduction-ask = Ask with /latest, or see /help.
introduction-digest = Administrators can have a daily digest sent here.
button-set-up = Set up a digest
settings-ask-everyone = Everyone can ask.
settings-ask-administrators = Only administrators can ask; others get no answer.
settings-delete-off = Commands stay after they are answered.
settings-delete-on = Commands are deleted once they are answered.
settings-delete-lacking = I can’t delete them yet: make me an administrator with the right to delete messages.
settings-quiet-off = No quiet hours.
settings-quiet-on = Quiet hours { $hours }, { $zone }: my messages come without a sound.
button-ask-everyone = Everyone can ask
button-ask-administrators = Only administrators
button-delete-questions = Delete commands
button-quiet = Quiet hours
button-quiet-off = No quiet hours
paused-title =
    { $count ->
        [one] A digest here is paused
       *[other] { $count } digests here are paused
    }
paused-topic-closed = { $schedule }: its topic was closed.
paused-topic-deleted = { $schedule }: its topic was deleted. Resume it, and it will come here.
paused-silent = { $schedule }: I wasn’t allowed to write here.
paused-resumed = Digest resumed.
paused-taken = This topic already has a digest. Send /digest in another topic to have one there.
pause-news = The digest in { $group } is paused
pause-news-by = { $person } paused it.
pause-news-by-somebody = One of the administrators paused it.
pause-news-silent = I’m not allowed to write there any more. Give me that right again, then resume.
pause-news-silent-by = { $person } took away my right to write there. Give it back, then resume.
pause-news-topic-closed = Its topic was closed. Reopen it, then resume.
pause-news-topic-deleted = Its topic was deleted. Resume, and it will come to the group itself.
pause-over = I can write here, so the digest goes on.
button-resume-one = Resume { $time }

## Operators: /broadcast

command-broadcast = Write to all chats
broadcast-question = What would you like to tell everyone?
broadcast-question-hint = Send one message, formatted as you like. You’ll see a preview first.
broadcast-placeholder = Your message to everyone
broadcast-text-only = Only text can be sent to everyone. Write it as a message without a picture or a file.
broadcast-too-long = That has { $length } characters; a message takes { $most }. Please shorten it.
broadcast-refused = Telegram didn’t take this message as it is, so it can’t be sent. Write it differently, with less formatting, and use /broadcast again.
broadcast-off = Nothing is sent while DIGESTS is off: this bot only answers
broadcast-preview = This is how it will look
broadcast-reach =
    { $count ->
        [0] No chats match.
        [one] It will go to { $count } chat.
       *[other] It will go to { $count } chats.
    }
broadcast-hint = Choose who gets it. The draft expires in an hour.
broadcast-all = All chats
broadcast-subscribers = With a digest
broadcast-any-language = Any language
button-broadcast-send = Send to { $count }
button-broadcast-cancel = Cancel
button-broadcast-stop = Stop
broadcast-cancelled = Cancelled: nothing was sent
broadcast-expired = This message can’t be sent any more: it was cancelled, or it’s older than an hour. Write it again with /broadcast.
broadcast-busy = Another broadcast is still going out. Wait, or stop it.
broadcast-sending = On its way
broadcast-stopped = Stopped
broadcast-done = Sent to everyone
broadcast-sent = Sent: { $sent } of { $total }
broadcast-gone = Chats that cannot be reached: { $count }
broadcast-rejected = Refused by Telegram: { $count }
broadcast-unsent = Not sent, as it was stopped: { $count }
broadcast-left = Still to be sent: { $count }

## Pictures

button-picture = Picture
picture-delegations = Who sat there
picture-promises = What came of the promises
picture-nameless = no names known
# Rows that did not fit into a picture.
picture-more = + { $count } more in the bot
# Under a picture whose caption has no room for everything.
picture-rest = The rest is in the text.
picture-failed = The picture isn’t ready. Press Picture again in a minute; the text above says the same.
picture-refused = This chat doesn’t take pictures. The text above says the same.

## Messages corrected where they stand

copy-corrected = ✏️ Corrected { $date }: it said “{ $was }”. { $why }
copy-corrected-why = ✏️ Corrected { $date }: { $why }
copy-withdrawn = ✏️ Withdrawn { $date }: { $why }
copy-denial = ✏️ A denial has changed, { $date }: { $why }
