package org.gradus.core.store;

import org.gradus.core.testkit.StudyStoreContract;

class InMemoryStudyStoreTest implements StudyStoreContract {
    @Override
    public StudyStore newStore() {
        return new InMemoryStudyStore();
    }
}
