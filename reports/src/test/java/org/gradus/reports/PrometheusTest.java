package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.junit.jupiter.api.Test;

class PrometheusTest {
    private static StudyResult search(SearchListener... listeners) {
        Search search = Search.of(new ScriptedTrainer())
                .named("watched")
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.1, 0.2, 0.3))
                .policy(ToyPolicies.bestHalf())
                .trials(3)
                .epochs(2)
                .replicates(0);
        for (SearchListener listener : listeners) {
            search.listener(listener);
        }
        return search.run();
    }

    private static String asked(Prometheus metrics) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + metrics.port() + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static double figure(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + text));
    }

    @Test
    void figuresAreThoseOfTheStudy() throws Exception {
        try (Prometheus metrics = Prometheus.serve(0)) {
            List<String> during = new CopyOnWriteArrayList<>();
            StudyResult result = search(metrics, new SearchListener() {
                @Override
                public void onEvent(TrialEvent event, StudyView view) {
                    if (during.isEmpty()) {
                        try {
                            during.add(asked(metrics));
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
            });
            String text = asked(metrics);

            assertThat(figure(text, "gradus_epochs_total{study=\"watched\"}")).isEqualTo(result.epochsSpent());
            assertThat(figure(text, "gradus_trials_total{outcome=\"completed\",study=\"watched\"}")
                            + figure(text, "gradus_trials_total{outcome=\"stopped\",study=\"watched\"}"))
                    .isEqualTo(3);
            assertThat(figure(text, "gradus_search_running{study=\"watched\"}")).isZero();
            assertThat(text)
                    .contains("gradus_best_score{figure=\""
                            + result.view().objective().figure());
            assertThat(during).singleElement().satisfies(first -> {
                assertThat(figure(first, "gradus_search_running{study=\"watched\"}"))
                        .isEqualTo(1);
                assertThat(figure(first, "gradus_running_trials{study=\"watched\"}"))
                        .isEqualTo(1);
            });
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        try (Prometheus first = Prometheus.serve(0)) {
            int port = first.port();
            assertThatThrownBy(() -> Prometheus.serve(port))
                    .isInstanceOf(SearchException.class)
                    .hasMessageContaining("port " + port);
        }
    }

    @Test
    void aRegistryOfTheUsersOwnHasTheFigures() {
        PrometheusRegistry registry = new PrometheusRegistry();
        Prometheus metrics = Prometheus.in(registry);
        search(metrics);

        assertThat(registry.scrape().stream()
                        .map(snapshot -> snapshot.getMetadata().getName()))
                .contains("gradus_epochs", "gradus_trials", "gradus_best_score");
        assertThatThrownBy(metrics::port).isInstanceOf(IllegalStateException.class);
    }
}
