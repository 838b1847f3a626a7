package io.roadrunner.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResourceCacheTest {
    private static final int TTL = 100;

    private long now;

    private ResourceCache cache(int capacity) {
        return new ResourceCache(capacity, TTL, () -> now);
    }

    private static Resource resource(String name) {
        Representation.Form form = new Representation.Form("text/plain", null, false, "");
        FileStamp stamp = new FileStamp(name, 1, 1);
        return new Resource(Representation.of(Path.of(name), stamp, form), List.of());
    }

    @Test
    void anEntryCountsUntilItsTimeIsOver() {
        ResourceCache cache = cache(4);
        Resource a = resource("a");
        cache.put("a", a, now);
        now += TTL - 1;
        assertSame(a, cache.get("a"));
        now += 1;
        assertNull(cache.get("a"));
    }

    @Test
    void theAgeCountsFromTheLookAtTheFile() {
        ResourceCache cache = cache(4);
        now = 50;
        cache.put("a", resource("a"), 0);
        now = TTL;
        assertNull(cache.get("a"));
    }

    @Test
    void withoutATimeNothingIsKept() {
        ResourceCache cache = new ResourceCache(4, 0, () -> now);
        cache.put("a", resource("a"), now);
        assertNull(cache.get("a"));
        assertEquals(0, cache.size());
    }

    @Test
    void itHoldsItsBoundAndNotOneMore() {
        ResourceCache cache = cache(3);
        for (String name : new String[] {"a", "b", "c"}) {
            cache.put(name, resource(name), now);
        }
        assertEquals(3, cache.size());
        cache.put("d", resource("d"), now);
        assertEquals(3, cache.size());
        assertNotNull(cache.get("d"));
    }

    @Test
    void whatIsAskedForStays() {
        ResourceCache cache = cache(3);
        cache.put("a", resource("a"), now);
        for (int i = 0; i < 20; i++) {
            assertNotNull(cache.get("a"), "round " + i);
            cache.put("n" + i, resource("n" + i), now);
        }
    }

    @Test
    void whatIsTooOldGoesFirst() {
        ResourceCache cache = cache(2);
        cache.put("old", resource("old"), now);
        assertNotNull(cache.get("old"));
        now += TTL;
        cache.put("new", resource("new"), now);
        assertNotNull(cache.get("new"));
        cache.put("newer", resource("newer"), now);
        assertNotNull(cache.get("new"));
        assertNotNull(cache.get("newer"));
    }

    @Test
    void aPathHasOneEntry() {
        ResourceCache cache = cache(2);
        Resource second = resource("a");
        cache.put("a", resource("a"), now);
        cache.put("b", resource("b"), now);
        cache.put("a", second, now);
        assertSame(second, cache.get("a"));
        assertNotNull(cache.get("b"));
        cache.remove("a");
        cache.remove("a");
        assertNull(cache.get("a"));
        assertEquals(1, cache.size());
    }

    @Test
    void randomUseKeepsTheBoundAndNeverAnswersForAnotherPath() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ResourceCache cache = cache(5);
        for (int i = 0; i < 100_000; i++) {
            String path = "p" + random.nextInt(12);
            switch (random.nextInt(4)) {
                case 0 -> cache.remove(path);
                case 1 -> now += random.nextInt(TTL / 2);
                case 2 -> cache.put(path, resource(path), now);
                default -> {
                    Resource found = cache.get(path);
                    String name = found == null ? path : found.plain().path().toString();
                    assertEquals(path, name, "seed " + seed);
                }
            }
            assertTrue(cache.size() <= 5, "seed " + seed);
        }
    }
}
