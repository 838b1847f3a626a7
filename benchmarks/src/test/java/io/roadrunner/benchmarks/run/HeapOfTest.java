package io.roadrunner.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.benchmarks.run.process.BenchException;
import org.junit.jupiter.api.Test;

/// What the JVM tells of its heap.
final class HeapOfTest {
    @Test
    void generationsAreAddedAndMetaspaceIsNot() throws BenchException {
        String info =
                """
                30821:
                DefNew     total 116160K, used 47581K [0x0000000687400000, 0x000000068f200000)
                 eden space 103296K,  46% used [0x0000000687400000, 0x000000068a277400)
                 from space 12864K,   0% used [0x000000068d8e0000, 0x000000068d8e0000)
                 to   space 12864K,   0% used [0x000000068e570000, 0x000000068e570000)
                Tenured    total 258048K, used 1166K [0x0000000704d50000, 0x0000000714950000)
                 the  space 258048K,   0% used [0x0000000704d50000, 0x0000000704e73ab8)
                Metaspace       used 9999K, committed 10112K, reserved 1114112K
                 class space    used 888K, committed 960K, reserved 1048576K
                """;

        assertEquals((47_581 + 1166) << 10, HeapOf.parse(info));
    }

    @Test
    void g1HasOneFigure() throws BenchException {
        String info =
                "garbage-first heap   total reserved 6172672K, committed 393216K, used 12254K [0)\n"
                        + " region size 4096K, 2 young (8192K), 1 survivors (4096K)\n";

        assertEquals(12_254 << 10, HeapOf.parse(info));
    }

    @Test
    void anythingElseIsSaid() {
        assertThrows(BenchException.class, () -> HeapOf.parse("4242:\njava.io.IOException"));
    }
}
