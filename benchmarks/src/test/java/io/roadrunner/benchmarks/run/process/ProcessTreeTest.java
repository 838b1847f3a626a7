package io.roadrunner.benchmarks.run.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the kernel says of processes.
final class ProcessTreeTest {
    private static final String REST =
            " S 1 4242 4242 0 -1 4194560 8113 0 2 0 311 95 7 3 20 0 31 0 5743 123 456 0";

    @ParameterizedTest
    @ValueSource(strings = {"java", "a b", "nginx: (worker) 1 2 3", "))", ""})
    void timesInUserAndKernelModeAreAddedWhateverTheProgramIsCalled(String name) {
        assertEquals(311 + 95, ProcessTree.ticks("4242 (" + name + ")" + REST));
    }

    @Test
    void thePeakIsInKilobytes() {
        String status = "Name:\tjava\nVmPeak:\t  999999 kB\nVmHWM:\t  147392 kB\nVmRSS:\t 1 kB\n";

        assertEquals(147_392, ProcessTree.peakKilobytes(status));
    }

    @Test
    void aProcessWithoutMemoryHasNoPeak() {
        assertEquals(0, ProcessTree.peakKilobytes("Name:\tkthreadd\nState:\tS (sleeping)\n"));
    }

    @Test
    void thisProcessHasMemory() {
        ProcessTree self = new ProcessTree(ProcessHandle.current().pid());

        assertTrue(self.peakOctets() > 1 << 20);
    }
}
