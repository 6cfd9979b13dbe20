#!/bin/bash
# Runs gradus.sbatch on a Slurm of one node with two slots, made for this and gone afterwards. An array of three workers finishes a study
# that a search has begun, although one of them is cancelled in the middle of a training; a worker whose time is over leaves, is put into
# the queue again and finishes another. The trials of both are those of a search alone.
# Needs root, slurm-wlm, munge, python3, and a PostgreSQL whose address is given:
#
#   examples/deploy/slurm/try.sh 'jdbc:postgresql://localhost/gradus?user=me&currentSchema=slurm' java -jar examples/target/gradus.jar
set -eu
store=${1:?"usage: try.sh ADDRESS GRADUS..."}
shift
gradus=("$@")
for program in munged slurmctld slurmd sbatch python3; do
    PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || { echo "skipped: there is no $program"; exit 0; }
done
[ "$(id -u)" -eq 0 ] || { echo "skipped: slurmd needs root"; exit 0; }

PATH=$PATH:/usr/sbin
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d /tmp/gradus-slurm.XXXXXX)
started=()
end() {
    code=$?
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${started[@]}"; do wait "$pid" || true; done # They write when they end.
    if [ "$code" -eq 0 ]; then rm -rf "$dir"; else echo "failed; logs are in $dir"; fi
}
trap end EXIT
chmod 755 "$dir"
host=$(hostname -s)

mkdir "$dir/state" "$dir/spool" "$dir/munge"
head -c 1024 /dev/urandom >"$dir/munge/key"
chmod 600 "$dir/munge/key"
munged --foreground --force --socket="$dir/munge/socket" --key-file="$dir/munge/key" --pid-file="$dir/munge/pid" \
    --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" --num-threads=1 2>"$dir/munged.err" &
started+=($!)
cat >"$dir/slurm.conf" <<CONF
ClusterName=try
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
CredType=cred/munge
SlurmUser=root
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$dir/slurm.conf

# Asks ten times a second, ten minutes at most.
await() {
    for _ in $(seq 6000); do
        if "$@"; then return 0; fi
        sleep 0.1
    done
    echo "in vain awaited: $*"
    return 1
}
await test -S "$dir/munge/socket"
slurmctld -D -c &
started+=($!)
slurmd -D -N "$host" &
started+=($!)
idle() { sinfo -h -o %T 2>/dev/null | grep -q '^idle$'; }
await idle

cd "$dir"
study=(search --trainer quadratic --trainer-option "eigenvalues=$(python3 -c 'print("1,"*5000 + "8")')"
    --trainer-option steps=4000 --trainer-option noise=0.01 --min-rate 1e-4 --max-rate 1 --trials 10 --epochs 4 --round 3
    --replicates 1 --seed 7 --parallel 1 --quiet)
"${gradus[@]}" "${study[@]}" --report alone.html --json alone.json >alone.txt

printf '#!/bin/sh\nexec %s "$@"\n' "$(printf '%q ' "${gradus[@]}")" >"$dir/gradus"
chmod +x "$dir/gradus"
export GRADUS=$dir/gradus GRADUS_STORE=$store

# begin NAME: a study for workers.
begin() { "${gradus[@]}" "${study[@]}" --store "$store" --study "$1" --begin; }
over() { [ -z "$(squeue -h -j "$1" 2>/dev/null)" ]; }

# compare NAME: the trials of a study with those of a search alone.
compare() {
    "${gradus[@]}" report --store "$store" --study "$1" --report "$1.html" --json "$1.json" >/dev/null
    python3 - "$1" <<'PYTHON'
import json, sys
alone, shared = (json.load(open(name + ".json"))["trials"] for name in ("alone", sys.argv[1]))
assert alone == shared, "the trials differ"
print(f"{sys.argv[1]}: {len(shared)} trials, equal to those of a search alone")
PYTHON
}

begin cancelled
job=$(sbatch --parsable --array=0-2 "$here/gradus.sbatch" cancelled)
trains() { grep -q ': trial ' "gradus-${job}_0.log" 2>/dev/null; }
await trains
scancel "${job}_0"
await over "$job"
grep -H 'has left' "gradus-${job}_0.log"
grep -H '^Best' "gradus-${job}"_*.log
compare cancelled

# A minute is the shortest limit of Slurm. So that no machine is quick enough to end the study before, the worker is halted in its first
# training; with the signal Slurm continues it. A slow one may be told to leave before it trains.
begin limited
job=$(sbatch --parsable --array=0-0 --time=0:01:00 --signal=TERM@30 "$here/gradus.sbatch" limited)
requeued() { squeue -h -j "$job" -o '%T %r' 2>/dev/null | grep -q '^PENDING BeginTime'; }
halted() {
    pid=$(sed -n 's/^worker [^ ]*-\([0-9]*\): trial .*/\1/p' "gradus-${job}_0.log" 2>/dev/null | head -n 1)
    [ -n "$pid" ] && kill -STOP "$pid"
}
halted_or_requeued() { halted 2>/dev/null || requeued; }
await halted_or_requeued
await requeued
# It need not wait for the two minutes that Slurm lets pass, and is not to run out of time again. If it started in the same second in
# which it was killed, slurmd would take it for the killed one.
scontrol update JobId="${job}_0" TimeLimit=60 StartTime=now+5
await over "$job"
grep -H '^Best' "gradus-${job}_0.log"
compare limited
