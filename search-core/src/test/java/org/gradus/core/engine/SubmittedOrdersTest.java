package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;

class SubmittedOrdersTest {
    private static SegmentReport report(int trial) {
        return SegmentReport.failed(new TrialId(trial), "a test", "");
    }

    private static SubmittedOrders handed(boolean inOrder, int... trials) {
        SubmittedOrders handed = new SubmittedOrders(inOrder);
        IntStream.of(trials).mapToObj(TrialId::new).forEach(handed::begin);
        return handed;
    }

    @Test
    void reportsOfRoundsAreDueInTheOrderOfTheirOrders() {
        SubmittedOrders handed = handed(true, 5, 2, 3);
        handed.finish(report(2));
        assertThat(handed.takeDue()).isEmpty();
        assertThat(handed.inTraining()).isEqualTo(2);
        handed.finish(report(5));
        assertThat(handed.takeDue()).isEqualTo(List.of(report(5), report(2)));
        assertThat(handed.takeDue()).isEmpty();
        handed.finish(report(3));
        assertThat(handed.takeDue()).isEqualTo(List.of(report(3)));
        assertThat(handed.inTraining()).isZero();
    }

    @Test
    void reportsWithoutRoundsAreDueAtOnce() {
        SubmittedOrders handed = handed(false, 5, 2);
        handed.finish(report(2));
        assertThat(handed.takeDue()).isEqualTo(List.of(report(2)));
        assertThat(handed.inTraining()).isEqualTo(1);
    }

    @Test
    void allReportsAreTakenThoughOneIsStillInTraining() {
        SubmittedOrders handed = handed(true, 5, 2, 3);
        handed.finish(report(3));
        handed.finish(report(2));
        assertThat(handed.takeAll()).isEqualTo(List.of(report(2), report(3)));
        assertThat(handed.inTraining()).isEqualTo(1);
    }
}
