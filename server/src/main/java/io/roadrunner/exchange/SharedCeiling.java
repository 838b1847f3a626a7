package io.roadrunner.exchange;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A ceiling over the requests of several listeners together, which may be changed while serving.
/// There is no counter of its own: as long as there is room a request costs the sum of the
/// listeners' counters, and not even that without a ceiling. Any thread.
///
/// At the ceiling it is exact. A request counts itself in before it adds up, so that of those that
/// are admitted too many, the last one would have seen all. What exceeds the ceiling is decided on
/// one after the other, and who was refused does not stand in the way of who comes next: a request
/// is refused only while as many others as are allowed have been admitted or are still to be.
public final class SharedCeiling {
    private final List<Admission> members = new CopyOnWriteArrayList<>();
    private volatile int ceiling;

    /// Refused requests whose refusal is still being written; guarded by this object.
    private int refused;

    /// @param ceiling how many requests may run at once, 0 for any number
    public SharedCeiling(int ceiling) {
        this.ceiling = ceiling;
    }

    /// Takes the requests of a listener in.
    void join(Admission admission) {
        members.add(admission);
    }

    /// Does not count the requests of a listener any more.
    void part(Admission admission) {
        members.remove(admission);
    }

    /// Changes the ceiling; 0 for none. Requests that run already are not touched.
    public void limitTo(int ceiling) {
        this.ceiling = ceiling;
    }

    /// How many requests are in flight.
    public int active() {
        int sum = 0;
        for (Admission member : members) {
            sum += member.active();
        }
        return sum;
    }

    /// Whether a request that has been counted in by its listener may run. One that may not is to
    /// be counted out by [#leaveRefused].
    boolean admits() {
        int limit = ceiling;
        return limit == 0 || active() <= limit || admitsExactly(limit);
    }

    private synchronized boolean admitsExactly(int limit) {
        int others = active() - refused - 1;
        if (others < limit) {
            return true;
        }
        refused++;
        return false;
    }

    /// Takes note of a request that its listener refuses.
    synchronized void refuse() {
        refused++;
    }

    /// Counts a refused request out, in both counts at the same time.
    ///
    /// @param active the counter of its listener
    /// @return what is left there
    synchronized int leaveRefused(AtomicInteger active) {
        refused--;
        return active.decrementAndGet();
    }

    /// Does not count more as refused than there are, after requests have been lost.
    synchronized void correct() {
        refused = Math.max(0, Math.min(refused, active()));
    }
}
