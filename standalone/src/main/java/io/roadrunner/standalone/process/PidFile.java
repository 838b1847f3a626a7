package io.roadrunner.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file that has the number of this process while it serves. What a process left behind that
/// has ended is replaced; that of one that runs is not. Main thread, but for [#close()].
public final class PidFile implements AutoCloseable {
    /// No number is longer.
    private static final int MOST_BYTES = 32;

    private static final String PROGRAM = "io.roadrunner.standalone";

    private final @Nullable Path file;

    private PidFile(@Nullable Path file) {
        this.file = file;
    }

    /// The file of a server that is about to start; nothing is written yet.
    ///
    /// @param file where, null for nowhere
    /// @throws IOException with a sentence, when another server runs that has it
    public static PidFile claim(@Nullable Path file) throws IOException {
        if (file != null) {
            Optional<ProcessHandle> other = holder(file);
            if (other.isPresent()) {
                throw new FileSystemException(
                        file + " names process " + other.get().pid() + ", a Roadrunner that runs");
            }
        }
        return new PidFile(file);
    }

    /// Another process that runs this program. A number may have been given to anybody since, in a
    /// container to this very process.
    private static Optional<ProcessHandle> holder(Path file) throws IOException {
        long number = number(file);
        return number <= 0 || number == ProcessHandle.current().pid()
                ? Optional.empty()
                : ProcessHandle.of(number).filter(PidFile::isProgram);
    }

    private static boolean isProgram(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments).contains(PROGRAM))
                        .orElse(false);
    }

    /// @return 0 when there is none
    private static long number(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).strip();
            return Long.parseLong(text);
        } catch (NoSuchFileException | NumberFormatException _) {
            return 0;
        } catch (AccessDeniedException e) {
            throw new FileSystemException(file + " cannot be read");
        }
    }

    /// Writes the number of this process, so that nobody ever reads half of it.
    ///
    /// @throws IOException with a sentence, when it cannot be written
    public void write() throws IOException {
        if (file == null) {
            return;
        }
        long own = ProcessHandle.current().pid();
        Path beside = file.resolveSibling(file.getFileName() + "." + own);
        try {
            Files.writeString(beside, own + "\n");
            Files.move(
                    beside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FileSystemException(file + " cannot be written: " + e.getMessage());
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// Removes the file if it has the number of this process. Any thread.
    @Override
    public void close() {
        try {
            if (file != null && number(file) == ProcessHandle.current().pid()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(PidFile.class.getName())
                    .log(System.Logger.Level.WARNING, file + " cannot be removed", e);
        }
    }
}
