package io.roadrunner.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCertificateTest {
    @TempDir private Path folder;

    private String refusal(Path keytool) {
        IOException refused =
                assertThrows(IOException.class, () -> DemoCertificate.create(keytool));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void withoutKeytoolItIsSaidWhatIsMissing() {
        String said = refusal(folder.resolve("keytool"));
        assertTrue(said.startsWith("the JDK's keytool does not run: "), said);
        assertTrue(said.contains(folder.resolve("keytool").toString()), said);
    }

    @Test
    void whatKeytoolSaysIsPassedOn() throws IOException {
        Path keytool = Files.writeString(folder.resolve("keytool"), "#!/bin/sh\necho no; exit 3\n");
        Files.setPosixFilePermissions(keytool, PosixFilePermissions.fromString("rwx------"));
        assertEquals("keytool fails: no", refusal(keytool));
    }
}
