package io.roadrunner.conformance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the compiled classes against `Arrows` and `ArchitectureRules`.
final class ArchitectureTest {
    private static final String BASE = "io.roadrunner";

    /// Imported once: this is what takes the time.
    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(BASE);

    private static final JavaClasses SERVER =
            PRODUCT.that(
                    resideInAnyPackage(BASE + "..")
                            .and(
                                    resideOutsideOfPackages(
                                            BASE + ".testkit..", BASE + ".standalone..")));

    private static final Arrows ARROWS =
            new Arrows(BASE, SourceTree.ofRepository().packagesExportedBy("server"));

    static Set<String> packages() {
        return Arrows.packages();
    }

    @Test
    void thereIsSomethingToCheck() {
        assertFalse(SERVER.isEmpty());
    }

    @ParameterizedTest(name = "''{0}''")
    @MethodSource("packages")
    void aPackageUsesOnlyWhatTheTableAllows(String user) {
        ARROWS.rule(user).check(SERVER);
    }

    @Test
    void everyPackageIsInTheTable() {
        ARROWS.allPackagesAreKnown().check(SERVER);
    }

    @Test
    void packagesHaveNoCycles() {
        ArchitectureRules.noCycles(BASE).check(SERVER);
    }

    @Test
    void codecsArePure() {
        ArchitectureRules.codecsArePure().check(PRODUCT);
    }

    @Test
    void namesSayWhatAClassIs() {
        ArchitectureRules.namesSayWhatAClassIs().check(PRODUCT);
    }
}
