package io.roadrunner.http;

import java.util.zip.CRC32;

/// Reads the header of one member of a gzip stream octet by octet (RFC 1952 §2.3). Pure; for one
/// member. At most 4 KiB long.
final class GzipHeaderParser {
    /// Names and comments have no bound of their own in the format.
    static final int MAX_SIZE = 4096;

    private static final int FIXED_SIZE = 10;
    private static final int METHOD_DEFLATE = 8;
    private static final int CHECKSUM = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xe0;

    private final CRC32 crc = new CRC32();
    private Place place = Place.FIXED;
    private int size;
    private int flags;

    /// How many octets of the current part there are still to come, or have come.
    private int count;

    /// The number that the current part has spelled so far, lowest octet first.
    private int number;

    private enum Place {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CHECKSUM,
        END
    }

    /// Whether nothing has come yet.
    boolean isEmpty() {
        return size == 0;
    }

    /// Takes the next octet.
    ///
    /// @return true when it was the last one
    /// @throws RejectedException when it cannot follow
    boolean accept(int octet) throws RejectedException {
        size++;
        check(size <= MAX_SIZE);
        if (place != Place.CHECKSUM) {
            crc.update(octet);
        }
        switch (place) {
            case FIXED -> acceptFixed(octet);
            case EXTRA_LENGTH -> {
                number |= octet << (8 * count);
                if (++count == 2) {
                    enter(number == 0 ? afterExtra() : Place.EXTRA, number);
                }
            }
            case EXTRA -> {
                if (--count == 0) {
                    enter(afterExtra(), 0);
                }
            }
            case NAME -> {
                if (octet == 0) {
                    enter(afterName(), 0);
                }
            }
            case COMMENT -> {
                if (octet == 0) {
                    enter(afterComment(), 0);
                }
            }
            case CHECKSUM -> {
                number |= octet << (8 * count);
                if (++count == 2) {
                    check(number == (int) (crc.getValue() & 0xffff));
                    place = Place.END;
                }
            }
            case END -> throw new IllegalStateException("the header has ended");
        }
        return place == Place.END;
    }

    private void acceptFixed(int octet) throws RejectedException {
        switch (size) {
            case 1 -> check(octet == 0x1f);
            case 2 -> check(octet == 0x8b);
            case 3 -> check(octet == METHOD_DEFLATE);
            case 4 -> {
                // "Reserved FLG bits must be zero." RFC 1952 §2.3.1
                check((octet & RESERVED) == 0);
                flags = octet;
            }
            case FIXED_SIZE -> enter(has(EXTRA) ? Place.EXTRA_LENGTH : afterExtra(), 0);
            // Time, level and system: nothing depends on them.
            default -> check(size < FIXED_SIZE);
        }
    }

    private Place afterExtra() {
        return has(NAME) ? Place.NAME : afterName();
    }

    private Place afterName() {
        return has(COMMENT) ? Place.COMMENT : afterComment();
    }

    private Place afterComment() {
        return has(CHECKSUM) ? Place.CHECKSUM : Place.END;
    }

    private void enter(Place next, int octets) {
        place = next;
        count = octets;
        number = 0;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private static void check(boolean holds) throws RejectedException {
        if (!holds) {
            throw new RejectedException(Rejection.BAD_CONTENT_CODING);
        }
    }
}
