package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FormFileTest {
    @TempDir private Path directory;

    private FormLimits limits() {
        return FormLimits.builder().directory(directory).build();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] body(boolean complete, byte[]... files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] file : files) {
            body.writeBytes(
                    ("--b\r\ncontent-disposition: form-data; name=n; filename=x\r\n"
                                    + "content-type: a/b\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(file);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        String end = complete ? "--b--" : "--b\r\nbroken";
        body.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private Form read(TestRequests.Context context, byte[] body) throws IOException {
        RequestBody pieces = new PieceBody(body, 5000, false);
        return TestRequests.post(TestMultipart.TYPE, pieces, context).form(limits());
    }

    @Test
    void filesInMemoryAndOnDiskAreReadAndKeptAlike() throws IOException {
        byte[] small = random(1000);
        byte[] large = random(200_000);
        byte[] larger = random(65_537);
        try (TestRequests.Context context = new TestRequests.Context()) {
            Form form = read(context, body(true, large, small, larger));
            assertEquals(List.of(), form.fields().toMap().keySet().stream().toList());
            assertEquals(3, form.files("n").size());
            assertEquals(form.files().getFirst(), form.file("n"));
            assertNull(form.file("m"));
            assertEquals(List.of(), form.files("m"));
            List<byte[]> contents = List.of(large, small, larger);
            for (int i = 0; i < contents.size(); i++) {
                FormFile file = form.files().get(i);
                assertEquals(contents.get(i).length, file.size());
                assertEquals(i == 1, file.isInMemory());
                assertEquals("a/b", file.contentType());
                assertEquals("x", file.fileName());
                assertArrayEquals(contents.get(i), file.openStream().readAllBytes());
                Path kept = directory.resolve("kept" + i);
                file.moveTo(kept);
                assertArrayEquals(contents.get(i), Files.readAllBytes(kept));
                assertThrows(FileAlreadyExistsException.class, () -> file.moveTo(kept));
                assertArrayEquals(contents.get(i), Files.readAllBytes(kept));
            }
        }
    }

    @Test
    void aStreamReadsOnlyItsFile() throws IOException {
        byte[] first = random(70_000);
        byte[] second = random(80_000);
        try (TestRequests.Context context = new TestRequests.Context()) {
            Form form = read(context, body(true, first, second));
            InputStream stream = form.files().getLast().openStream();
            assertEquals(80_000, stream.available());
            assertEquals(second[0] & 0xff, stream.read());
            assertEquals(79_998, stream.skip(79_998));
            assertEquals(0, stream.read(new byte[4], 2, 0));
            byte[] target = new byte[4];
            assertEquals(1, stream.read(target, 2, 2));
            assertEquals(second[79_999], target[2]);
            assertEquals(-1, stream.read());
            assertEquals(0, stream.skip(1));
            assertEquals(-1, stream.read(target, 0, 4));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theTemporaryFileHasNoNameFromTheStart() throws IOException {
        try (TestRequests.Context context = new TestRequests.Context()) {
            read(context, body(true, random(100_000)));
            assertArrayEquals(new String[0], directory.toFile().list());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneDescriptorServesAllFilesAndIsReadableByItsOwnerOnly() throws IOException {
        try (TestRequests.Context context = new TestRequests.Context()) {
            read(context, body(true, random(100_000), random(100_000), random(100_000)));
            List<Path> open = openSpoolFiles();
            assertEquals(1, open.size());
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(open.getFirst()));
        }
        assertEquals(List.of(), openSpoolFiles());
    }

    @Test
    void nothingCanBeReadBehindTheEndOfTheRequest() throws IOException {
        FormFile file;
        try (TestRequests.Context context = new TestRequests.Context()) {
            file = read(context, body(true, random(100_000))).files().getFirst();
        }
        assertThrows(ClosedChannelException.class, () -> file.openStream().read());
        Path target = directory.resolve("late");
        assertThrows(ClosedChannelException.class, () -> file.moveTo(target));
        assertFalse(Files.exists(target));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMalformedLaterPartDeletesTheFileAtOnce() throws IOException {
        try (TestRequests.Context context = new TestRequests.Context()) {
            byte[] broken = body(false, random(100_000));
            assertThrows(FormException.class, () -> read(context, broken));
            assertEquals(List.of(), openSpoolFiles());
        }
    }

    @Test
    void aMissingDirectoryIsAFailureOfTheServer() throws IOException {
        Files.delete(directory);
        try (TestRequests.Context context = new TestRequests.Context()) {
            byte[] body = body(true, random(100_000));
            assertNotNull(
                    assertThrows(NoSuchFileException.class, () -> read(context, body)).getFile());
            assertTrue(read(context, body(true, random(10))).files().getFirst().isInMemory());
        }
        Files.createDirectory(directory);
    }

    private List<Path> openSpoolFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor) && isSpool(descriptor)) {
                    found.add(descriptor);
                }
            }
        }
        return found;
    }

    private boolean isSpool(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith(directory.toString());
        } catch (IOException _) {
            return false;
        }
    }
}
