#!/bin/sh
# A trainer in a shell and awk: each step, which is an epoch, goes a share of the way to the minimum of x²/2.
# Hyperparameter: share, below 2. It has no learning rate.
number() { printf %s "$ask" | sed 's/.*"'"$1"'":\([-+.0-9eE]*\).*/\1/'; }
trap '' INT
while read -r line; do
  ask=$(printf %s "$line" | tr -d ' ')
  case $ask in
  *'"type":"hello"'*) echo '{"type":"hello","protocol":1,"name":"shell","stepsPerEpoch":1,"capabilities":["hold"],"reuse":true}' ;;
  *'"type":"open"'*) step=0 x=2 share=0.1
    case $ask in *'"share"'*) share=$(number share) ;; esac
    echo '{"type":"opened","step":0}' ;;
  *'"type":"advance"'*)
    out=$(awk -v x="$x" -v share="$share" -v step="$step" -v until="$(number until)" 'BEGIN {
      while (step++ < until) {
        loss = x * x / 2; x -= share * x; big = (x > 1e100 || x < -1e100)
        printf "{\"type\":\"point\",\"step\":%d,\"loss\":%.17g,", step, loss
        printf "\"validation\":{\"loss\":%s}}\n", big ? "\"Infinity\"" : sprintf("%.17g", x * x / 2)
        if (big) { printf "{\"type\":\"diverged\",\"step\":%d}\n", step; exit }
      }
      printf "{\"type\":\"reached\",\"step\":%d}\n%.17g\n", until, x }')
    step=$(number until) x=$(printf '%s\n' "$out" | tail -n 1); printf '%s\n' "$out" | grep '^{' ;;
  *'"type":"close"'*) echo '{"type":"closed"}' ;;
  esac
done
