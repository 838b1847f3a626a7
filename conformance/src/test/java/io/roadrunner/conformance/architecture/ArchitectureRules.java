package io.roadrunner.conformance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;

/// The rules about compiled classes that are not arrows between packages.
final class ArchitectureRules {
    private static final String CODEC = ".*(Parser|Decoder|Encoder)";
    private static final String SOCKET = "java\\.net\\.\\w*Socket(?!Address)\\w*";
    private static final String EMPTY_NAME = ".*(Impl|Util|Utils|Helper|Manager)|Abstract.*";

    private static final DescribedPredicate<JavaClass> SOCKET_THREAD_OR_CLOCK =
            resideInAPackage("java.nio.channels..")
                    .or(
                            DescribedPredicate.describe(
                                    "a socket, thread or clock",
                                    used ->
                                            used.getName().matches(SOCKET)
                                                    || used.isEquivalentTo(Thread.class)
                                                    || used.isEquivalentTo(Clock.class)
                                                    || used.isEquivalentTo(InstantSource.class)));

    private ArchitectureRules() {}

    /// @param base the name of the root package
    static ArchRule noCycles(String base) {
        return slices().matching(base + ".(*)..")
                .should()
                .beFreeOfCycles()
                .as("packages use each other in one direction")
                .allowEmptyShould(true);
    }

    static ArchRule codecsArePure() {
        return noClasses()
                .that(named(CODEC))
                .should()
                .dependOnClassesThat(SOCKET_THREAD_OR_CLOCK)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .as("parsers, decoders and encoders use no socket, thread or clock")
                .allowEmptyShould(true);
    }

    static ArchRule namesSayWhatAClassIs() {
        return noClasses()
                .should()
                .haveNameMatching(".*[.$](" + EMPTY_NAME + ")")
                .as("no class is called …Impl, …Util(s), …Helper, …Manager or Abstract…")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> named(String pattern) {
        return DescribedPredicate.describe(
                "are called " + pattern, type -> type.getSimpleName().matches(pattern));
    }
}
