package io.roadrunner.bytes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A growing byte array that a connection gathers its output in. Owned by one thread; grows by
/// doubling and is bounded by its user, who flushes it at a size of their choice.
public final class ByteOutput {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int MAX_LONG_DIGITS = 20;

    private byte[] octets;
    private int size;

    /// @param capacity how many bytes fit before the first growth
    public ByteOutput(int capacity) {
        octets = new byte[capacity];
    }

    /// How many bytes are held.
    public int size() {
        return size;
    }

    /// How many bytes the array behind it could hold: what it costs to keep.
    public int capacity() {
        return octets.length;
    }

    /// Forgets everything held; the array stays.
    public void clear() {
        size = 0;
    }

    /// Forgets everything past the first `length` bytes.
    public void truncate(int length) {
        size = Math.min(size, length);
    }

    /// A view on what is held, valid until the next change.
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(octets, 0, size);
    }

    /// Appends one octet.
    public ByteOutput put(int octet) {
        ensure(1);
        octets[size++] = (byte) octet;
        return this;
    }

    /// Appends all of an array.
    public ByteOutput put(byte[] source) {
        ensure(source.length);
        System.arraycopy(source, 0, octets, size, source.length);
        size += source.length;
        return this;
    }

    /// Appends a part of an array.
    public ByteOutput put(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, octets, size, length);
        size += length;
        return this;
    }

    /// Appends what remains of the buffer and leaves its position alone.
    public ByteOutput put(ByteBuffer source) {
        int length = source.remaining();
        ensure(length);
        source.get(source.position(), octets, size, length);
        size += length;
        return this;
    }

    /// Appends octets that the caller fills in before anything else is done with this.
    ///
    /// @return a view on them, from its position to its limit
    public ByteBuffer extend(int length) {
        ensure(length);
        int start = size;
        size += length;
        return ByteBuffer.wrap(octets, start, length);
    }

    /// Replaces octets that are held, the most significant first.
    ///
    /// @param index where the first one is
    /// @param value what they are to say
    /// @param width how many octets, 1 to 4
    public ByteOutput set(int index, int value, int width) {
        for (int i = 0; i < width; i++) {
            octets[index + i] = (byte) (value >>> (8 * (width - 1 - i)));
        }
        return this;
    }

    /// Appends the low octets of a number, the most significant first.
    ///
    /// @param value the number
    /// @param width how many octets, 1 to 4
    public ByteOutput putInteger(int value, int width) {
        ensure(width);
        size += width;
        return set(size - width, value, width);
    }

    /// Appends each character as one octet; characters above 0xFF are the caller's error.
    @SuppressWarnings("deprecation") // for what it does to other texts; this is one copy of octets
    public ByteOutput putLatin1(String text) {
        int length = text.length();
        ensure(length);
        text.getBytes(0, length, octets, size);
        size += length;
        return this;
    }

    /// Appends a number in decimal digits.
    public ByteOutput putDecimal(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("negative number " + number);
        }
        ensure(MAX_LONG_DIGITS);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = size + digits - 1; i >= size; i--) {
            octets[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /// Appends a number in lower-case hexadecimal digits without leading zeros.
    public ByteOutput putHex(long number) {
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 3) / 4);
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            put(Character.forDigit((int) (number >>> shift) & 0xf, 16));
        }
        return this;
    }

    /// Appends CR LF.
    public ByteOutput putLineEnd() {
        return put(CRLF);
    }

    private void ensure(int more) {
        if (octets.length - size < more) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, size + more));
        }
    }
}
