package io.roadrunner.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an option may be: its default and its range. Immutable.
sealed interface Rule {
    /// What is wrong with a value of the right type, null when nothing is.
    @Nullable String complaint(Object value);

    /// The value that holds unless another is given; null when there is none.
    @Nullable Object initial();

    /// The default as the documentation shows it.
    String initialText();

    /// The range as the documentation shows it.
    String rangeText();

    /// A whole number.
    ///
    /// @param initial the default
    /// @param min the smallest, 0 when 0 turns the option off
    /// @param max the largest
    /// @param zeroIsOff whether 0 means that there is no limit
    /// @param unit what is counted
    record Whole(Long initial, long min, long max, boolean zeroIsOff, String unit) implements Rule {
        static Whole of(long initial, long min, long max, String unit) {
            return new Whole(initial, min, max, false, unit);
        }

        static Whole orOff(long initial, long max, String unit) {
            return new Whole(initial, 0, max, true, unit);
        }

        @Override
        public @Nullable String complaint(Object value) {
            long number = (Long) value;
            return number < min || number > max ? "must be " + range() : null;
        }

        @Override
        public String initialText() {
            return zeroIsOff && initial == 0 ? "off" : initial + " " + unit;
        }

        @Override
        public String rangeText() {
            return zeroIsOff ? range() + ", 0 = off" : range();
        }

        private String range() {
            return min + " to " + max;
        }
    }

    /// A length of time.
    ///
    /// @param initial the default
    /// @param min the shortest, zero when zero is allowed
    /// @param zeroIsOff whether zero turns the option off
    /// @param endless whether [DrainOptions#FOREVER] is one too
    record Time(Duration initial, Duration min, boolean zeroIsOff, boolean endless)
            implements Rule {
        /// Far above any use, far below what overflows in nanoseconds.
        static final Duration LONGEST = Duration.ofDays(365);

        /// Below this the clock that looks after deadlines sees nothing.
        static final Duration SHORTEST = Duration.ofMillis(1);

        static Time positive(Duration initial) {
            return new Time(initial, SHORTEST, false, false);
        }

        static Time orZero(Duration initial) {
            return new Time(initial, Duration.ZERO, false, false);
        }

        static Time orOff(Duration initial) {
            return new Time(initial, SHORTEST, true, false);
        }

        static Time orForever(Duration initial) {
            return new Time(initial, Duration.ZERO, false, true);
        }

        @Override
        public @Nullable String complaint(Object value) {
            Duration time = (Duration) value;
            if (zeroIsOff && time.isZero()) {
                return null;
            }
            if (endless && time.equals(DrainOptions.FOREVER)) {
                return null;
            }
            boolean outside = time.compareTo(min) < 0 || time.compareTo(LONGEST) > 0;
            return outside ? "must be " + rangeText() : null;
        }

        @Override
        public String initialText() {
            return zeroIsOff && initial.isZero() ? "off" : text(initial);
        }

        @Override
        public String rangeText() {
            String range = text(min) + " to " + LONGEST.toDays() + " d";
            if (zeroIsOff) {
                return range + ", 0 = off";
            }
            return endless ? range + ", or forever" : range;
        }

        private static String text(Duration time) {
            long millis = time.toMillis();
            return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
        }
    }

    /// A value whose type says all there is to say; relations to other options are checked
    /// elsewhere.
    ///
    /// @param initial the default, null when there is none
    /// @param initialText the default in words
    /// @param rangeText the values in words
    record Free(@Nullable Object initial, String initialText, String rangeText) implements Rule {
        static Free flag(boolean initial) {
            return new Free(initial, Boolean.toString(initial), "true, false");
        }

        @Override
        public @Nullable String complaint(Object value) {
            return null;
        }
    }
}
