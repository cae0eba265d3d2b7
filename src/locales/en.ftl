# Words of the interface in English. Content stays in its own language.
# Style: plain, warm, short, neutral. One message, one thought.

## Kinds of points, and who stands behind them

kind-agreed = Agreed
kind-said = Said
kind-reported = Reported, not confirmed
kind-denied = Denied
kind-analysis = Analysis
kind-background = Background

status-agreed = (agreed)
status-said = ({ $who } says so)
status-reported = (reported by { $who }, not confirmed)
status-analysis = (analysis by { $who })
denied-by = (denied by { $who })
denied-according-to = (denied, according to { $who })

## Parts of an answer

section-agreed = Agreed
section-others = Others
section-reported = Reported, not confirmed
section-denied = Denied
section-analysis = Analysis
section-background = Background
section-analysis-and-background = Analysis and background
section-sources = Sources
delegation-host = (host)
continued = (continued)

source-one = Source:
source-one-warning = One source: points are as it reports them.
source-machine-translation = machine translation
source-translation = translated
source-via = known through { $source }
