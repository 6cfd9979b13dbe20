"""A trainer for tests, by docs/protocol.md alone: gradient descent on x * x / 2 from 1, ten steps an epoch."""
import json
import math
import sys

STEPS = 10
METRIC = sys.argv[1] if len(sys.argv) > 1 else "f1"


def say(**message):
    print(json.dumps(message), flush=True)


def rate_at(schedule, step, total):
    if schedule["kind"] == "constant":
        return schedule["rate"]
    share = (step - 1) / (total - 1) if total > 1 else 0
    return schedule["first"] ** (1 - share) * schedule["last"] ** share


def evaluation(x):
    loss = x * x / 2 if abs(x) < 1e150 else math.inf
    return {"loss": loss, METRIC: 1 / (1 + loss)}


def finite(value):
    return value if math.isfinite(value) else "Infinity"


def point(order, step, x, loss):
    every = order["evaluateEvery"]
    evaluated = (step > 0 and every > 0 and (step % every == 0 or step == order["totalSteps"])) or (
        step == 0 and order["evaluateFirst"]
    )
    recorded = evaluated or (step > 0 and step % order["recordEvery"] == 0)
    if not recorded and math.isfinite(loss):
        return
    rate = rate_at(order["schedule"], max(1, step), order["totalSteps"])
    message = {"type": "point", "step": step, "rate": rate, "loss": finite(loss)}
    if evaluated:
        message["validation"] = {name: finite(value) for name, value in evaluation(x).items()}
    print(json.dumps(message), flush=True)


def advance(order, state, until):
    if state["step"] == 0 and not state["begun"]:
        state["begun"] = True
        point(order, 0, state["x"], evaluation(state["x"])["loss"])
    while state["step"] < until:
        x = state["x"]
        loss = evaluation(x)["loss"]
        if math.isfinite(loss):
            state["x"] = x - rate_at(order["schedule"], state["step"] + 1, order["totalSteps"]) * x
        state["step"] += 1
        point(order, state["step"], state["x"], loss)
        if not math.isfinite(loss) or not math.isfinite(evaluation(state["x"])["loss"]) and state["step"] == until:
            return say(type="diverged", step=state["step"])
    say(type="reached", step=until)


order, state = {}, {}
for line in sys.stdin:
    asked = json.loads(line)
    kind = asked["type"]
    if kind == "hello":
        say(type="hello", protocol=1, name="descent", metrics=[METRIC], stepsPerEpoch=STEPS,
            capabilities=["hold", "sweep", "test", "checkpoint"], reuse=True)
    elif kind in ("open", "resume"):
        order = asked
        state = {"step": 0, "begun": False, "x": 1.0}
        if kind == "resume":
            with open(asked["file"], encoding="utf-8") as file:
                state = json.load(file)
        say(type="opened", step=state["step"])
    elif kind == "advance":
        advance(order, state, asked["until"])
    elif kind == "evaluate":
        say(type="evaluation", split=asked["split"], **{n: finite(v) for n, v in evaluation(state["x"]).items()})
    elif kind == "checkpoint":
        with open(asked["file"], "w", encoding="utf-8") as file:
            json.dump(state, file)
        say(type="saved")
    elif kind == "close":
        say(type="closed")
