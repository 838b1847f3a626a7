package io.roadrunner.benchmarks.run.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// The files that the scenario `static` asks for: 20 of 1 to 300 KiB, text, every second one with
/// its compressed form beside it. Stateless.
public final class StaticFiles {
    /// How many there are.
    public static final int COUNT = 20;

    private static final int SMALLEST = 1 << 10;
    private static final int GREATEST = 300 << 10;

    private StaticFiles() {}

    /// The name of one of them, counted from 0.
    public static String name(int number) {
        return "file-%02d.txt".formatted(number);
    }

    /// Writes them into a folder; what is there already under these names is written over.
    public static void write(Path folder) throws IOException {
        for (int i = 0; i < COUNT; i++) {
            byte[] content = content(i);
            Files.write(folder.resolve(name(i)), content);
            if (i % 2 == 0) {
                writeCompressed(folder.resolve(name(i) + ".gz"), content);
            }
        }
    }

    /// Sizes grow evenly from the smallest to the greatest.
    static byte[] content(int number) {
        int length = SMALLEST + (GREATEST - SMALLEST) / (COUNT - 1) * number;
        StringBuilder text = new StringBuilder(length);
        for (int line = 0; text.length() < length; line++) {
            text.append("file ").append(number).append(", line ").append(line * 7919L).append('\n');
        }
        text.setLength(length);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void writeCompressed(Path file, byte[] content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
    }
}
