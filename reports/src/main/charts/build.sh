#!/bin/sh
# Builds the chart bundle of the HTML report from the locked npm packages, and records its checksum.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund

target=../resources/org/gradus/reports/internal/charts
mkdir -p "$target"

{
  echo '/*!'
  echo 'Parts of Apache ECharts 6.1.0 (https://echarts.apache.org) with zrender, tslib and pieces of d3, bundled'
  echo 'for the HTML reports of Gradus. Their notices and licences follow.'
  for text in \
    node_modules/echarts/NOTICE \
    node_modules/echarts/LICENSE \
    node_modules/echarts/licenses/LICENSE-d3 \
    node_modules/zrender/LICENSE \
    node_modules/tslib/LICENSE.txt
  do
    printf '\n==== %s ====\n\n' "${text#node_modules/}"
    tr -d '\r' < "$text" | sed -e 's/[[:space:]]*$//' -e 's:\*/:* /:g'
    echo
  done
  echo '*/'
} > "$target/echarts.licences.tmp"

node_modules/.bin/esbuild entry.mjs --bundle --minify --format=iife --global-name=echarts --target=es2018 \
  --charset=ascii --legal-comments=none --log-level=warning --outfile="$target/echarts.code.tmp"

cat "$target/echarts.licences.tmp" "$target/echarts.code.tmp" > "$target/echarts.min.js"
rm "$target/echarts.licences.tmp" "$target/echarts.code.tmp"

(cd "$target" && sha256sum echarts.min.js > echarts.min.js.sha256 && cat echarts.min.js.sha256)
