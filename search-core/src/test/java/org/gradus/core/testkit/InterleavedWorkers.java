package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;

/**
 * Workers with a session each that share a study in an order drawn at random. A worker does not look before it writes, so most
 * writes come too late: they are undone, and made again after what the others have written was observed. After every step the
 * session is compared with one that is folded from the whole log.
 */
public final class InterleavedWorkers {
    private final Function<List<TrialEvent>, SearchSession> resume;
    private final ScriptedSearch.Script script;
    private final SplittableRandom random;
    private final List<TrialEvent> log = new ArrayList<>();
    private final Map<TrialId, Worker> claims = new HashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private int refused;

    /** A worker and the trials that it trains. */
    private static final class Worker {
        private final SearchSession session;
        private final Map<TrialId, Ask.Train> orders = new HashMap<>();
        private int version;

        Worker(SearchSession session) {
            this.session = session;
            session.mark();
        }
    }

    /**
     * Workers at the beginning of a study.
     *
     * @param resume the session that goes on after events
     */
    public InterleavedWorkers(
            int count, Function<List<TrialEvent>, SearchSession> resume, ScriptedSearch.Script script, long seed) {
        this.resume = resume;
        this.script = script;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            workers.add(new Worker(resume.apply(List.of())));
        }
    }

    /** Runs until no worker has anything to do; the log. */
    public List<TrialEvent> run() {
        boolean finished = false;
        while (!finished) {
            Worker worker = workers.get(random.nextInt(workers.size()));
            boolean over = step(worker) && claims.isEmpty();
            assertLikeRebuilt(worker);
            finished = over && worker.version == log.size();
        }
        return List.copyOf(log);
    }

    /** How many writes came too late. */
    public int refused() {
        return refused;
    }

    /** Tells, asks, or gives back; true if the session says that it has finished. */
    private boolean step(Worker worker) {
        List<TrialId> open = worker.orders.keySet().stream().sorted().toList();
        boolean asks = open.isEmpty() || random.nextInt(3) > 0;
        boolean tells = !open.isEmpty() && (!asks || random.nextInt(2) > 0);
        Optional<TrialId> chosen = tells ? Optional.of(open.get(random.nextInt(open.size()))) : Optional.empty();
        boolean givesBack = random.nextInt(8) == 0;
        Optional<Ask> asked = write(worker, () -> {
            chosen.filter(worker.session::isAsked).ifPresent(id -> {
                if (givesBack) {
                    worker.session.giveBack(id);
                } else {
                    worker.session.tell(ScriptedSearch.report(script, worker.orders.get(id)));
                }
            });
            return asks ? Optional.of(worker.session.ask()) : Optional.empty();
        });
        chosen.ifPresent(id -> {
            worker.orders.remove(id);
            claims.remove(id, worker);
        });
        asked.filter(ask -> ask.kind() == Ask.Kind.TRAIN).ifPresent(ask -> begin(worker, (Ask.Train) ask));
        return asked.filter(ask -> ask.kind() == Ask.Kind.FINISHED).isPresent();
    }

    private void begin(Worker worker, Ask.Train order) {
        TrialId id = order.trial().id();
        claims.put(id, worker);
        worker.orders.put(id, order);
    }

    /** Makes a change until it is not too late. */
    private Optional<Ask> write(Worker worker, Supplier<Optional<Ask>> change) {
        while (true) {
            worker.session.setElsewhere(elsewhere(worker));
            worker.session.mark();
            Optional<Ask> result = change.get();
            List<TrialEvent> events = worker.session.drainEvents();
            if (worker.version == log.size()) {
                log.addAll(events);
                worker.version = log.size();
                worker.session.mark();
                return result;
            }
            refused++;
            worker.session.undo();
            worker.session.observe(List.copyOf(log.subList(worker.version, log.size())));
            worker.version = log.size();
        }
    }

    private Set<TrialId> elsewhere(Worker worker) {
        return claims.entrySet().stream()
                .filter(claim -> claim.getValue() != worker)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void assertLikeRebuilt(Worker worker) {
        SearchSession rebuilt = resume.apply(List.copyOf(log));
        assertThat(rebuilt.drainEvents())
                .as("a session folded from a log that was written as a whole has nothing to add to it")
                .isEmpty();
        worker.orders.keySet().forEach(rebuilt::takeUp);
        rebuilt.setElsewhere(elsewhere(worker));
        worker.session.setElsewhere(elsewhere(worker));
        worker.session.mark();
        assertThat(worker.session.view())
                .as("the study as a worker has followed it, and as it is folded from %s events", log.size())
                .isEqualTo(rebuilt.view());
        assertThat(worker.session.settledView())
                .as("the study before the open round")
                .isEqualTo(rebuilt.settledView());
        assertThat(worker.session.ask())
                .as(
                        "what comes next after %s events, in a session that followed and in one that is rebuilt",
                        log.size())
                .isEqualTo(rebuilt.ask());
        assertThat(worker.session.drainEvents())
                .as("what is recorded after %s events", log.size())
                .isEqualTo(rebuilt.drainEvents());
        worker.session.undo();
        assertThat(worker.session.view().bestSoFar())
                .as("the best after a change was undone")
                .isEqualTo(resume.apply(List.copyOf(log)).view().bestSoFar());
    }
}
