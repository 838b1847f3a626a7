package io.roadrunner.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Tells whether octets are UTF-8, however they are cut, at the first octet that cannot be: of a
/// text "the whole message MUST contain valid UTF-8" (RFC 6455 §5.6). Neither overlong forms nor
/// surrogates nor anything beyond U+10FFFF are. Owned by one thread; what it remembers between two
/// pieces is the character in which the first one ended.
///
/// | first octet | second | third, fourth |
/// |---|---|---|
/// | 00–7F | | |
/// | C2–DF | 80–BF | |
/// | E0 | A0–BF | 80–BF |
/// | E1–EC, EE, EF | 80–BF | 80–BF |
/// | ED | 80–9F | 80–BF |
/// | F0 | 90–BF | 80–BF, 80–BF |
/// | F1–F3 | 80–BF | 80–BF, 80–BF |
/// | F4 | 80–8F | 80–BF, 80–BF |
final class Utf8Validator {
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
    private static final int LOWEST = 0x80;
    private static final int HIGHEST = 0xbf;
    private static final int LONGEST = 4;

    /// How many octets the current character still misses.
    private int missing;

    /// What the next of them may be.
    private int lowest = LOWEST;

    private int highest = HIGHEST;

    /// Takes the next octets of the text.
    ///
    /// @param octets holds them
    /// @param from where they start
    /// @param to where they end
    /// @return whether the text can still become UTF-8; after `false` there is nothing more to ask
    boolean accepts(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            if (missing == 0 && octets[at] >= 0) {
                at = endOfAscii(octets, at, to);
            } else if (missing == 0 && to - at >= LONGEST) {
                int length = wholeCharacter(octets, at);
                if (length == 0) {
                    return false;
                }
                at += length;
            } else {
                int octet = octets[at++] & 0xff;
                if (missing == 0 ? !begins(octet) : !continues(octet)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether the text may end here: not within a character.
    boolean isComplete() {
        return missing == 0;
    }

    private static int endOfAscii(byte[] octets, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES && ((long) WORD.get(octets, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < to && octets[at] >= 0) {
            at++;
        }
        return at;
    }

    /// How long the character is that starts at an index, with enough octets behind it for any; 0
    /// when there is none.
    private static int wholeCharacter(byte[] octets, int at) {
        int first = octets[at] & 0xff;
        int length = lengthFrom(first);
        if (length == 2) {
            return isContinuation(octets[at + 1]) ? 2 : 0;
        }
        int second = octets[at + 1] & 0xff;
        boolean whole =
                length > 0
                        && second >= lowestAfter(first)
                        && second <= highestAfter(first)
                        && isContinuation(octets[at + 2])
                        && (length == 3 || isContinuation(octets[at + 3]));
        return whole ? length : 0;
    }

    private boolean begins(int first) {
        int length = lengthFrom(first);
        missing = Math.max(0, length - 1);
        lowest = lowestAfter(first);
        highest = highestAfter(first);
        return length > 0;
    }

    private boolean continues(int octet) {
        if (octet < lowest || octet > highest) {
            return false;
        }
        missing--;
        lowest = LOWEST;
        highest = HIGHEST;
        return true;
    }

    /// How many octets a character has that starts with this one, 0 when none does.
    private static int lengthFrom(int first) {
        if (first < 0xe0) {
            return first < LOWEST ? 1 : first < 0xc2 ? 0 : 2;
        }
        return first < 0xf0 ? 3 : first <= 0xf4 ? 4 : 0;
    }

    private static int lowestAfter(int first) {
        return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : LOWEST;
    }

    private static int highestAfter(int first) {
        return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : HIGHEST;
    }

    private static boolean isContinuation(byte octet) {
        return (octet & 0xc0) == LOWEST;
    }
}
