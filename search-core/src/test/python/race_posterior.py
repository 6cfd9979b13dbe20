"""The posterior of a race by plain importance sampling with NumPy and SciPy: the oracle of RacePosteriorTest.

No grid, no table and no shortcut of the Java code: noise, prior, levels, seeds and all gaps are drawn from a proposal, and
weighted by the joint density of everything measured.  python3 race_posterior.py [draws]
"""
import sys
import numpy as np
from scipy import stats

others = np.array([1.2, 2.0, 3.1, 0.9])
own = np.array([0.1, -0.3, 0.4])
means = np.array([0.3, 0.0, 0.9])
r, squares, degrees, seed_squares = 3, 4.0, 4, 2.0
k = len(own)
shapes = np.array([0.5, 2, 8])
plateaus = np.array([0, 0.2])
scales = 0.01 * 10 ** (np.arange(9) / 2)
ratios = np.array([0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8])

rng = np.random.default_rng(1)
total, wins, all_theta, all_weight = 0.0, np.zeros(k), [], []
batch = 20_000
for _ in range(max(1, int(sys.argv[1] if len(sys.argv) > 1 else 400_000) // batch)):
    # noise from its own squares, under the prior 1/sigma
    sigma = np.sqrt(squares / rng.chisquare(degrees, batch))
    shape = rng.choice(shapes, batch)
    tau = rng.choice(scales, batch) * sigma
    plateau = rng.choice(plateaus, batch)
    rho = rng.choice(ratios, batch)
    effects = rng.standard_normal((batch, r + 1)) * (rho * sigma)[:, None]
    fresh = effects[:, 1:].mean(1)
    # squares of the seeds' means about their own mean: k (k-fold effects + mean noise)
    variance = sigma**2 * (1 + k * rho**2)
    log = stats.chi2.logpdf(seed_squares / variance, r - 1) - np.log(variance)
    # level of the best with the search's seed: proposed widely about the best score, flat prior
    spread = 3 * np.maximum(sigma, 1)
    level = own.min() - 0.5 + spread * rng.standard_t(2, batch)
    log -= stats.t.logpdf((level - own.min() + 0.5) / spread, 2) - np.log(spread)
    shift = fresh - effects[:, 0]
    # the others: numerical integral over the gap's quantiles
    u = (np.arange(200) + 0.5) / 200
    for s in others:
        g = tau[:, None] * (u / (1 - u))[None, :] ** (1 / shape)[:, None]
        dens = np.exp(-0.5 * ((s - level)[:, None] - g) ** 2 / sigma[:, None] ** 2).mean(1)
        dens = ((1 - plateau) * dens + plateau * np.exp(-0.5 * ((s - level) / sigma) ** 2)) / sigma
        log += np.log(np.maximum(dens, 1e-300))
    gaps = np.empty((batch, k))
    for i in range(k):
        # the gap is drawn from its prior or near its measurement, half and half
        centre = (own[i] + r * (means[i] - shift)) / (1 + r) - level
        near = centre + sigma / np.sqrt(1 + r) * rng.standard_t(4, batch)
        v = rng.random(batch)
        g = np.where(rng.random(batch) < 0.5, tau * (v / (1 - v)) ** (1 / shape), near)
        # or, half of the time where the prior has a plateau, it is on it
        flat = (rng.random(batch) < 0.5) & (plateau > 0)
        ok = (g > 0) | flat
        gg = np.where(g > 0, g, 1.0)
        q = (gg / tau) ** shape
        prior = np.log(shape / gg) + np.log(q) - 2 * np.log1p(q)
        prop = np.log(0.5 * np.exp(prior) + 0.5 * stats.t.pdf((gg - centre) / sigma * np.sqrt(1 + r), 4) / sigma * np.sqrt(1 + r))
        slope = np.log(np.where(plateau > 0, 2, 1) * (1 - plateau)) + prior - prop
        log += np.where(ok, np.where(flat, np.log(np.maximum(2 * plateau, 1e-300)), slope), -np.inf)
        gg = np.where(flat, 0.0, gg)
        log += stats.norm.logpdf(own[i], level + gg, sigma)
        log += stats.norm.logpdf(means[i], level + gg + shift, sigma / np.sqrt(r))
        gaps[:, i] = gg
    weight = np.exp(log)
    theta = (level - effects[:, 0])[:, None] + gaps
    total += weight.sum()
    for i in range(k):
        best = gaps == gaps.min(1, keepdims=True)  # equals share
        wins[i] += (weight * best[:, i] / best.sum(1)).sum()
    keep = weight > weight.max() * 1e-6
    all_theta.append(theta[keep])
    all_weight.append(weight[keep])
theta, weight = np.concatenate(all_theta), np.concatenate(all_weight)
print("P(best)", wins / total, "effective draws", weight.sum() ** 2 / (weight**2).sum())
for i in range(k):
    order = np.argsort(theta[:, i])
    cum = np.cumsum(weight[order]) / weight.sum()
    print(i, [theta[order[np.searchsorted(cum, p)], i] for p in (0.025, 0.5, 0.975)])
