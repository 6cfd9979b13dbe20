#!/usr/bin/env bash
# The pictures of the guide's chapter "In the tools you have open": docs/images/tools.sh, in the root of the project.
# Needs examples/target/gradus.jar, chromium, and in GRADUS_TOOLS a virtual environment with TensorBoard, Optuna's dashboard, MLflow
# and Pillow (see ToolsIT). The study is real: seed 42 on the images of the launcher.
set -euo pipefail
tools=$GRADUS_TOOLS/bin
images=$PWD/docs/images
work=$(mktemp -d)
servers=()
trap 'kill "${servers[@]}" 2> /dev/null || true; rm -rf "$work"' EXIT
gradus() { java -jar examples/target/gradus.jar "$@"; }

gradus search --store "$work/fashion.study" --study fashion-cnn --also batch --trials 12 --epochs 4 --replicates 1 \
  --parallel 2 --seed 42 --quiet --report "$work/report.html"
gradus export --store "$work/fashion.study" --to tensorboard --out "$work/runs"
gradus export --store "$work/fashion.study" --to optuna --out "$work/journal.log"

# serve COMMAND...: in the background, in the work folder.
serve() {
  (cd "$work" && exec "$@" > /dev/null 2>&1) &
  servers+=($!)
}
# await URL: until something answers there.
await() { for _ in {1..150}; do curl -sf "$1" > /dev/null && return; sleep 1; done; echo "nothing answers at $1"; exit 1; }
serve "$tools/tensorboard" --logdir "$work/runs" --port 6106
serve "$tools/optuna-dashboard" "$work/journal.log" --host localhost --port 6108
serve "$tools/mlflow" server --backend-store-uri "sqlite:///$work/mlflow.db" --host localhost --port 6105 --workers 1
await http://localhost:6105/health
gradus export --store "$work/fashion.study" --to mlflow --url http://localhost:6105
await http://localhost:6106/data/runs
await http://localhost:6108/api/studies

# picture NAME URL: 64 colours keep a picture below 150 KB.
picture() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking --no-first-run \
    --user-data-dir="$work/profile-$1" --window-size=1280,800 --timeout=20000 --virtual-time-budget=20000 \
    --screenshot="$work/$1.png" "$2" > /dev/null 2>&1
  "$tools/python" -c 'import sys; from PIL import Image
Image.open(sys.argv[1]).convert("RGB").quantize(64).save(sys.argv[2], optimize=True)' "$work/$1.png" "$images/$1.png"
}
experiment=$(curl -s 'http://localhost:6105/api/2.0/mlflow/experiments/get-by-name?experiment_name=gradus' | grep -oE '"experiment_id": *"[0-9]+"' | grep -oE '[0-9]+')
picture tensorboard 'http://localhost:6106/#hparams'
picture optuna-dashboard http://localhost:6108/dashboard/studies/0
picture mlflow "http://localhost:6105/#/experiments/$experiment/runs"
ls -l "$images"
