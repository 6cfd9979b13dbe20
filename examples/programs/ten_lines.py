"""A trainer in few lines, without gradus.py: each step goes a share of the way to the minimum of x²/2.

Hyperparameter: share, below 2. It has no learning rate."""
import json, sys
for line in sys.stdin:
    ask = json.loads(line)
    if ask["type"] == "hello":
        print('{"type":"hello","protocol":1,"name":"ten-lines","stepsPerEpoch":1,"reuse":true}', flush=True)
    elif ask["type"] == "open":
        x, step, share = 2 + ask["seeds"]["init"] / 2**53, 0, ask["configuration"].get("share", 0.1)
        print('{"type":"opened","step":0}', flush=True)
    elif ask["type"] == "advance":
        while step < ask["until"] and abs(x) < 1e150:
            loss, x, step = x * x / 2, x - share * x, step + 1
            value = x * x / 2 if abs(x) < 1e150 else "Infinity"
            point = {"type": "point", "step": step, "loss": loss, "validation": {"loss": value}}
            print(json.dumps(point))
        print(json.dumps({"type": "reached" if abs(x) < 1e150 else "diverged", "step": step}), flush=True)
    elif ask["type"] == "close":
        print('{"type":"closed"}', flush=True)
