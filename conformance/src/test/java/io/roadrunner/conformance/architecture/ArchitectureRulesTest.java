package io.roadrunner.conformance.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.roadrunner.conformance.architecture.fixture.HeadHelper;
import io.roadrunner.conformance.architecture.fixture.LateDecoder;
import io.roadrunner.conformance.architecture.fixture.SocketParser;
import io.roadrunner.conformance.architecture.fixture.bytes.Leaf;
import io.roadrunner.conformance.architecture.fixture.http.Head;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Proves on the fixtures that each rule about classes can fail.
final class ArchitectureRulesTest {
    private static final String BASE = "io.roadrunner.conformance.architecture.fixture";
    private static final Arrows ARROWS = new Arrows(BASE, Set.of("http", "routing"));

    @Test
    void anArrowReachesOn() {
        assertEquals(Set.of("http", "bytes"), ARROWS.allowed("http"));
        assertTrue(ARROWS.allowed("listener").containsAll(Set.of("exchange", "hpack", "bytes")));
        assertFalse(ARROWS.allowed("http1").contains("http2"));
        assertFalse(ARROWS.allowed("http1").contains("listener"));
    }

    @Test
    void builtInsSeeExportedPackagesOnly() {
        assertEquals(Set.of("files", "http", "routing"), ARROWS.allowed("files"));
    }

    @Test
    void whatStandsOnTheRootIsNotSeenByIt() {
        assertFalse(ARROWS.allowed(Arrows.ROOT).contains("status"));
        assertTrue(ARROWS.allowed(Arrows.ROOT).contains("listener"));
    }

    @Test
    void anArrowTheWrongWayFails() {
        assertFails(ARROWS.rule("bytes"), Leaf.class, Head.class);
        assertPasses(ARROWS.rule("http"), Leaf.class, Head.class);
    }

    @Test
    void anUnknownPackageFails() {
        assertFails(ARROWS.allPackagesAreKnown(), ArchitectureRulesTest.class);
        assertPasses(ARROWS.allPackagesAreKnown(), Leaf.class);
    }

    @Test
    void aCycleFails() {
        assertFails(ArchitectureRules.noCycles(BASE), Leaf.class, Head.class);
    }

    @Test
    void aCodecWithAClockOrASocketFails() {
        assertFails(ArchitectureRules.codecsArePure(), LateDecoder.class);
        assertFails(ArchitectureRules.codecsArePure(), SocketParser.class);
        assertPasses(ArchitectureRules.codecsArePure(), Leaf.class);
    }

    @Test
    void anEmptyNameFails() {
        assertFails(ArchitectureRules.namesSayWhatAClassIs(), HeadHelper.class);
        assertPasses(ArchitectureRules.namesSayWhatAClassIs(), Leaf.class);
    }

    private static void assertFails(ArchRule rule, Class<?>... types) {
        assertTrue(rule.evaluate(classes(types)).hasViolation(), rule::getDescription);
    }

    private static void assertPasses(ArchRule rule, Class<?>... types) {
        assertFalse(rule.evaluate(classes(types)).hasViolation(), rule::getDescription);
    }

    private static JavaClasses classes(Class<?>... types) {
        return new ClassFileImporter().importClasses(types);
    }
}
