"""A trainer in few lines, without gradus.py: gradient descent on x²/2. Hyperparameter: learning-rate."""
import json, sys
for line in sys.stdin:
    ask = json.loads(line)
    if ask["type"] == "hello":
        print('{"type":"hello","protocol":1,"name":"ten-lines","stepsPerEpoch":1,"reuse":true}', flush=True)
    elif ask["type"] == "open":
        x, step, rate = 2 + ask["seeds"]["init"] / 2**53, 0, ask["configuration"]["learning-rate"]
        print('{"type":"opened","step":0}', flush=True)
    elif ask["type"] == "advance":
        while step < ask["until"] and abs(x) < 1e150:
            loss, x, step = x * x / 2, x - rate * x, step + 1
            value = x * x / 2 if abs(x) < 1e150 else "Infinity"
            point = {"type": "point", "step": step, "rate": rate, "loss": loss, "validation": {"loss": value}}
            print(json.dumps(point))
        print(json.dumps({"type": "reached" if abs(x) < 1e150 else "diverged", "step": step}), flush=True)
    elif ask["type"] == "close":
        print('{"type":"closed"}', flush=True)
