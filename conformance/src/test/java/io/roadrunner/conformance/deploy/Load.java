package io.roadrunner.conformance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Clients that go on asking until they are stopped, each in a thread of its own. A client whose
/// request is not answered stops at once: nobody asks twice. Owned by the test, which closes it.
final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /// Between two requests of a client, so that the machine has time for what is tested.
    private static final long THINKING_MILLIS = 4;

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Tally> tallies = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /// Starts the clients.
    static Load start(List<Traffic> clients) {
        Load load = new Load();
        for (Traffic client : clients) {
            Tally tally = new Tally(client.toString());
            load.tallies.add(tally);
            load.threads.add(Thread.ofPlatform().start(() -> load.run(client, tally)));
        }
        return load;
    }

    private void run(Traffic client, Tally tally) {
        try (client) {
            while (!end.await(THINKING_MILLIS, TimeUnit.MILLISECONDS)) {
                client.ask(tally);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            tally.failed(e);
        }
    }

    /// Waits until every client has got so many more answers, or one has failed.
    void awaitMore(int answers) {
        List<Integer> before = tallies.stream().map(Tally::answers).toList();
        Await.until(
                answers + " more answers for each of " + tallies,
                PATIENCE,
                () -> !failures().isEmpty() || haveGrown(before, answers));
        assertEquals(List.of(), failures());
    }

    private boolean haveGrown(List<Integer> before, int answers) {
        for (int i = 0; i < before.size(); i++) {
            if (tallies.get(i).answers() - before.get(i) < answers) {
                return false;
            }
        }
        return true;
    }

    private List<String> failures() {
        return tallies.stream().flatMap(tally -> tally.failures().stream()).toList();
    }

    /// How many requests were asked so far.
    int requests() {
        return tallies.stream().mapToInt(Tally::requests).sum();
    }

    /// Lets every client end its last request and checks that each request was answered.
    void expectEverythingAnswered() {
        close();
        assertEquals(List.of(), failures());
        for (Tally tally : tallies) {
            assertEquals(tally.requests(), tally.answers(), tally::toString);
        }
    }

    @Override
    public void close() {
        end.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public String toString() {
        return tallies.toString();
    }
}
