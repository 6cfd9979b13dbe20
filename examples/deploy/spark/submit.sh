#!/usr/bin/env bash
# A search on a Spark cluster, in client mode: the study is a file of the machine where this runs.
#
#   MASTER=spark://master:7077 submit.sh --trainer quadratic --trials 200 --epochs 9 --policy asha
#   JARS=mine.jar,nd4j-native-...-linux-x86_64.jar,... submit.sh --trainer dl4j --trainer-option network=com.example.Net::configure \
#     --trainer-option data=com.example.Net::data --trials 64
#
# Run again with the same arguments, it goes on where it was.
set -euo pipefail

jar=${GRADUS_SPARK_JAR:-$(dirname "$0")/../../target/gradus-spark.jar}
store=${STORE:-search.study}
submit=${SPARK_SUBMIT:-${SPARK_HOME:+$SPARK_HOME/bin/}spark-submit}

options=(
  --master "${MASTER:-local[2]}"
  --conf spark.executorEnv.OMP_NUM_THREADS=1 # each trial has one core
  --conf spark.locality.wait=1s              # how long a held trial waits for the executor that has its model in memory
)
[ -z "${JARS:-}" ] || options+=(--jars "$JARS")
# GPUS=1: each trial has a GPU, and each executor as many as it runs trials; the workers' discovery script finds them.
[ -z "${GPUS:-}" ] || options+=(
  --conf "spark.task.resource.gpu.amount=$GPUS"
  --conf "spark.executor.resource.gpu.amount=${GPUS_OF_EXECUTOR:-$GPUS}"
)
export OMP_NUM_THREADS=1
exec "$submit" "${options[@]}" "$jar" --store "$store" "$@"
