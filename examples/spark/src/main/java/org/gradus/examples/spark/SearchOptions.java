package org.gradus.examples.spark;

import java.util.List;
import java.util.Optional;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.engine.Search;
import org.gradus.core.space.Scale;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Objective;
import picocli.CommandLine.Option;

/** How the search is done. */
final class SearchOptions {
    private static final String AUTO = "auto";

    @Option(names = "--min-rate", paramLabel = "R", description = "the lowest rate (default ${DEFAULT-VALUE})")
    double minRate = 1e-5;

    @Option(names = "--max-rate", paramLabel = "R", description = "the highest rate (default ${DEFAULT-VALUE})")
    double maxRate = 1;

    @Option(
            names = "--real",
            paramLabel = "NAME:MIN:MAX",
            description =
                    "a real parameter searched besides the rate, on a log scale where MIN is positive; may be repeated")
    List<String> reals = List.of();

    @Option(
            names = "--objective",
            paramLabel = "OBJECTIVE",
            description = "minimize:FIGURE or maximize:FIGURE, such as maximize:validationAccuracy"
                    + " (default: the accuracy where the trainer measures it, else the loss)")
    Optional<String> objective = Optional.empty();

    @Option(names = "--strategy", paramLabel = "NAME", description = "proposes the rates (default ${DEFAULT-VALUE})")
    String strategy = AUTO;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "decides how long they train (default ${DEFAULT-VALUE})")
    String policy = AUTO;

    @Option(names = "--trials", paramLabel = "N", description = "how many are tried (default ${DEFAULT-VALUE})")
    int trials = 16;

    @Option(names = "--epochs", paramLabel = "N", description = "of a full training (default ${DEFAULT-VALUE})")
    int epochs = 5;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            description = "how often each finalist is trained again with fresh seeds (default ${DEFAULT-VALUE})")
    int replicates = 3;

    @Option(
            names = "--round",
            paramLabel = "N",
            description =
                    "begin N trials together and await them all, so that the result does not depend on the cluster;"
                            + " 0 reports results as they come (default ${DEFAULT-VALUE})")
    int round;

    @Option(names = "--seed", paramLabel = "S", description = "everything random follows from it (default 1)")
    long seed = 1;

    @Option(
            names = "--store",
            paramLabel = "FILE|URL",
            description = "keeps the study; the same command then goes on with it (default: it is not kept)")
    Optional<String> store = Optional.empty();

    @Option(names = "--study", paramLabel = "NAME", description = "its name (default ${DEFAULT-VALUE})")
    String study = "spark";

    /**
     * The search; what to copy.
     *
     * @throws IllegalArgumentException if a value is not one, or a name not known
     */
    Search search(Trainer trainer) {
        Search search = Search.of(trainer)
                .named(study)
                .learningRate(minRate, maxRate)
                .objective(objective.map(SearchOptions::objective).orElseGet(() -> ofTrainer(trainer)))
                .strategy(plan())
                .trials(trials)
                .epochs(epochs)
                .replicates(replicates)
                .round(round)
                .seed(seed);
        reals.forEach(real -> addReal(search, real));
        store.ifPresent(search::store);
        return search;
    }

    private static void addReal(Search search, String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("--real must be NAME:MIN:MAX, but was '" + text + "'");
        }
        double min = Double.parseDouble(parts[1]);
        search.real(parts[0], min, Double.parseDouble(parts[2]), min > 0 ? Scale.LOG : Scale.LINEAR);
    }

    private static Objective objective(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 2 && parts[0].equals("maximize")) {
            return Objective.maximize(parts[1]);
        }
        if (parts.length == 2 && parts[0].equals("minimize")) {
            return Objective.minimize(parts[1]);
        }
        throw new IllegalArgumentException(
                "--objective must be minimize:FIGURE or maximize:FIGURE, but was '" + text + "'");
    }

    private static Objective ofTrainer(Trainer trainer) {
        return trainer.descriptor().metrics().contains("accuracy")
                ? Objective.maximize("validationAccuracy")
                : Objective.minimize("validationLoss");
    }

    private AutoPlan plan() {
        Optional<Strategy> chosen =
                find("strategy", strategy, Catalogue.onClassPath().strategies());
        Optional<BudgetPolicy> limited =
                find("policy", policy, Catalogue.onClassPath().policies());
        return request -> request.choosing(chosen, limited).plan();
    }

    private static <T> Optional<T> find(String kind, String name, List<Catalogue.Entry<T>> known) {
        if (name.equals(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(known.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + kind + " '" + name + "'; known are "
                        + String.join(
                                ", ", known.stream().map(Catalogue.Entry::name).toList())
                        + ", " + AUTO))
                .create());
    }
}
