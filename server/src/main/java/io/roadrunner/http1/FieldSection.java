package io.roadrunner.http1;

import io.roadrunner.http.Rejection;

/// Which field section of a message is read, and with what each of its faults is answered.
enum FieldSection {
    /// The fields of the head.
    HEADER(
            Rejection.BAD_HEADER,
            Rejection.HEADER_TOO_LONG,
            Rejection.HEADER_BLOCK_TOO_LONG,
            Rejection.TOO_MANY_HEADERS),
    /// The fields after the last chunk.
    TRAILER(
            Rejection.BAD_TRAILER,
            Rejection.TRAILER_TOO_LARGE,
            Rejection.TRAILER_TOO_LARGE,
            Rejection.TRAILER_TOO_LARGE);

    final Rejection malformed;
    final Rejection lineTooLong;
    final Rejection sectionTooLong;
    final Rejection tooMany;

    FieldSection(
            Rejection malformed,
            Rejection lineTooLong,
            Rejection sectionTooLong,
            Rejection tooMany) {
        this.malformed = malformed;
        this.lineTooLong = lineTooLong;
        this.sectionTooLong = sectionTooLong;
        this.tooMany = tooMany;
    }
}
