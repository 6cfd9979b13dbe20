#!/usr/bin/env bash
# The pictures of pages in README and guide: docs/images/pages.sh, in the root of the project. Needs examples/target/gradus.jar and chromium.
# The studies are real: seed 42 on the images of the launcher, some ten minutes.
set -euo pipefail
images=$PWD/docs/images
jar=$PWD/examples/target/gradus.jar
work=$(mktemp -d)
live=
trap '[ -z "$live" ] || kill "$live" 2> /dev/null || true; rm -rf "$work"' EXIT
cd "$work"
gradus() { java -jar "$jar" "$@"; }

# picture NAME HEIGHT URL: the upper part of a page.
picture() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --user-data-dir="$work/profile" \
    --window-size="1280,$2" --timeout=20000 --screenshot="$images/$1.png" "$3" > /dev/null 2>&1
}

gradus search --store one.study --study one-rate --trials 16 --epochs 5 --parallel 2 --seed 42 --quiet --report one.html
picture report 2060 "file://$work/one.html"
gradus search --store many.study --study four-parameters --also optimizer,schedule,batch --trials 40 --epochs 5 --parallel 2 --seed 42 \
  --quiet --report many.html
sed 's|</head>|<style>main > section:not(#parameters) { display: none; }</style></head>|' many.html > parameters.html
picture parameters 2100 "file://$work/parameters.html"
gradus compare --store one.study --store many.study --report both.html
picture compare 1700 "file://$work/both.html"

# The page of a running search, some 20 s after it began. Java itself is the process, which can be ended.
java -jar "$jar" search --store live.study --study live --trials 16 --epochs 5 --parallel 2 --seed 42 --quiet --report live.html --live > out 2> log &
live=$!
until url=$(grep -oE -m 1 'http://[^ ]+' out); do
  kill -0 "$live"
  sleep 0.2
done
sleep 20
picture live 1300 "$url"
ls -l "$images"
