package io.roadrunner.http;

import java.util.Random;

/// Texts for round trips: mostly characters with a meaning somewhere, some from all of Unicode.
final class RandomText {
    private static final String SPECIAL = "%+&=;,\"\\'\r\n\t \0/?#-._~aZ09:éß€";

    private RandomText() {}

    /// A text of fewer than `bound` code points without lone surrogates.
    static String of(Random random, int bound) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(bound);
        for (int i = 0; i < length; i++) {
            int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
            boolean special =
                    random.nextInt(4) > 0 || Character.getType(codePoint) == Character.SURROGATE;
            text.appendCodePoint(
                    special ? SPECIAL.charAt(random.nextInt(SPECIAL.length())) : codePoint);
        }
        return text.toString();
    }
}
