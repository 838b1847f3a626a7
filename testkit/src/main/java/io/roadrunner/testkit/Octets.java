package io.roadrunner.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes of the wire that compare by content. Immutable; any thread.
public final class Octets {
    private static final int MAX_SHOWN = 64;

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /// {@return a copy of these bytes}
    ///
    /// @param bytes any number of them
    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /// {@return the bytes of a text}
    ///
    /// @param text encoded as UTF-8
    public static Octets of(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return how many there are}
    public int length() {
        return bytes.length;
    }

    /// {@return a copy of the bytes}
    public byte[] bytes() {
        return bytes.clone();
    }

    /// {@return the bytes as UTF-8}
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// The first 64 of them, as text when all of those can be shown, in hexadecimal otherwise.
    @Override
    public String toString() {
        int shown = Math.min(bytes.length, MAX_SHOWN);
        String rest = shown < bytes.length ? "… (" + bytes.length + " bytes)" : "";
        for (int i = 0; i < shown; i++) {
            if (bytes[i] < 0x20 || bytes[i] == 0x7f) {
                return HexFormat.of().formatHex(bytes, 0, shown) + rest;
            }
        }
        return '"' + new String(bytes, 0, shown, StandardCharsets.ISO_8859_1) + '"' + rest;
    }
}
