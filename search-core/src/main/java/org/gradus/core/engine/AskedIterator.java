package org.gradus.core.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The trials of a search by ask and tell, until it is finished. Used by one thread at a time. */
final class AskedIterator implements Iterator<AskTell.Asked> {
    private final AskTell search;
    private final ToldSession session;
    private Optional<AskTell.Asked> next = Optional.empty();

    AskedIterator(AskTell search, ToldSession session) {
        this.search = search;
        this.session = session;
    }

    /** Waits for trials of other processes where nothing can be asked for before they are told. */
    @Override
    public boolean hasNext() {
        next = next.or(search::ask);
        while (next.isEmpty() && !search.isFinished()) {
            session.awaitOthers();
            next = search.ask();
        }
        return next.isPresent();
    }

    @Override
    public AskTell.Asked next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the search is finished");
        }
        AskTell.Asked asked = next.orElseThrow();
        next = Optional.empty();
        return asked;
    }
}
