package org.gradus.strategies.internal.cmaes;

import java.util.Arrays;

/**
 * The default parameters of CMA-ES by the number of dimensions: Hansen, "The CMA Evolution Strategy: A Tutorial", 2016,
 * arXiv 1604.00772, table 1, equations 48 to 58. Immutable.
 *
 * @param dimensions n, at least 1
 * @param lambda λ, the trials of a generation
 * @param mu µ, those of them that move the mean
 * @param weights the recombination weights from the best down, λ of them; those beyond µ are zero or negative
 * @param muEff µ_eff, the variance-effective number of parents
 * @param cSigma c_σ, the learning rate of the path for the step size
 * @param dSigma d_σ, the damping of the step size
 * @param cc c_c, the learning rate of the path for the rank-one update
 * @param c1 c_1, the learning rate of the rank-one update
 * @param cMu c_µ, the learning rate of the rank-µ update
 * @param chi E‖N(0, I)‖, by its expansion
 */
@SuppressWarnings("ArrayRecordComponent") // read only within this package
record CmaConstants(
        int dimensions,
        int lambda,
        int mu,
        double[] weights,
        double muEff,
        double cSigma,
        double dSigma,
        double cc,
        double c1,
        double cMu,
        double chi) {
    static CmaConstants of(int dimensions) {
        double n = dimensions;
        int lambda = 4 + (int) Math.floor(3 * Math.log(n)); // (48)
        int mu = lambda / 2;
        double[] raw = new double[lambda]; // (49)
        for (int i = 0; i < lambda; i++) {
            raw[i] = Math.log((lambda + 1) / 2.0) - Math.log(i + 1.0);
        }
        double muEff = effective(Arrays.copyOf(raw, mu));
        double muEffMinus = effective(Arrays.copyOfRange(raw, mu, lambda));
        double c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff); // (57)
        double cMu = Math.min(1 - c1, 2 * (muEff - 2 + 1 / muEff) / ((n + 2) * (n + 2) + muEff)); // (58)
        double negative = Math.min(
                1 + c1 / cMu, // (50)
                Math.min(
                        1 + 2 * muEffMinus / (muEff + 2), // (51)
                        (1 - c1 - cMu) / (n * cMu))); // (52)
        double cSigma = (muEff + 2) / (n + muEff + 5); // (55)
        return new CmaConstants(
                dimensions,
                lambda,
                mu,
                scaled(raw, negative),
                muEff,
                cSigma,
                1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma, // (55)
                (4 + muEff / n) / (n + 4 + 2 * muEff / n), // (56)
                c1,
                cMu,
                Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)));
    }

    private static double effective(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return sum * sum / Arrays.stream(weights).map(w -> w * w).sum();
    }

    /** Positive weights sum to 1, negative ones to minus that number: equation 53. */
    private static double[] scaled(double[] raw, double negative) {
        double plus = Arrays.stream(raw).filter(w -> w > 0).sum();
        double minus = -Arrays.stream(raw).filter(w -> w < 0).sum();
        return Arrays.stream(raw)
                .map(w -> w >= 0 ? w / plus : negative * w / minus)
                .toArray();
    }
}
