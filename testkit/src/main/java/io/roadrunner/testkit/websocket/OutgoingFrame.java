package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.Octets;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// A frame of a client, RFC 6455 §5.2, valid or not. Immutable: every change makes another one.
///
/// ```text
///  0 1 2 3 4 5 6 7   8 9 …
/// |F|R R R| opcode |M| length of 7, 7+16 or 7+64 bits | masking key | payload |
/// |I|S S S|        |A|
/// |N|V V V|        |S|
/// | |1 2 3|        |K|
/// ```
public final class OutgoingFrame implements Outgoing {
    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int RSV2 = 0x20;
    private static final int RSV3 = 0x10;
    private static final int MASK = 0x80;

    /// The key of the example in RFC 6455 §5.7: a test is the same each time that it runs.
    private static final int KEY = 0x37fa213d;

    private static final long AS_IT_IS = -1;

    private final int head;
    private final byte[] payload;
    private final LengthForm form;
    private final long announced;
    private final boolean masked;
    private final int key;

    private OutgoingFrame(
            int head, byte[] payload, LengthForm form, long announced, boolean masked, int key) {
        this.head = head;
        this.payload = payload;
        this.form = form;
        this.announced = announced;
        this.masked = masked;
        this.key = key;
    }

    /// How many octets say how long the payload is.
    private enum LengthForm {
        SHORTEST,
        TWO_OCTETS,
        EIGHT_OCTETS
    }

    static OutgoingFrame of(int opcode, byte[] payload) {
        return new OutgoingFrame(
                FIN | opcode, payload.clone(), LengthForm.SHORTEST, AS_IT_IS, true, KEY);
    }

    /// {@return this frame without FIN: more of the message follows}
    public OutgoingFrame notFinal() {
        return withHead(head & ~FIN);
    }

    /// {@return this frame with RSV1, which permessage-deflate uses, RFC 7692 §6}
    public OutgoingFrame rsv1() {
        return withHead(head | RSV1);
    }

    /// {@return this frame with RSV2}
    public OutgoingFrame rsv2() {
        return withHead(head | RSV2);
    }

    /// {@return this frame with RSV3}
    public OutgoingFrame rsv3() {
        return withHead(head | RSV3);
    }

    /// {@return this frame without a mask, as a client may not send it}
    public OutgoingFrame unmasked() {
        return new OutgoingFrame(head, payload, form, announced, false, key);
    }

    /// {@return this frame with another masking key}
    ///
    /// @param newKey the four octets, the first one in the highest bits
    public OutgoingFrame maskedWith(int newKey) {
        return new OutgoingFrame(head, payload, form, announced, true, newKey);
    }

    /// {@return this frame with a length of 16 bits, however long it is}
    public OutgoingFrame length16() {
        return withLength(LengthForm.TWO_OCTETS, announced);
    }

    /// {@return this frame with a length of 64 bits, however long it is}
    public OutgoingFrame length64() {
        return withLength(LengthForm.EIGHT_OCTETS, announced);
    }

    /// {@return this frame with another length than it has}
    ///
    /// @param length 64 bits, of which the highest may be set; sent in the shortest form unless
    ///   told otherwise
    public OutgoingFrame announcing(long length) {
        LengthForm fitting = length < 0 ? LengthForm.EIGHT_OCTETS : form;
        return withLength(fitting, length);
    }

    /// {@return this frame with another payload}
    ///
    /// @param octets any number of them
    public OutgoingFrame withPayload(byte[] octets) {
        return new OutgoingFrame(head, octets.clone(), form, announced, masked, key);
    }

    /// {@return this message in frames of so many octets} The first one keeps what this frame has,
    /// the others are continuations, the last one has FIN.
    ///
    /// @param size 1 or more
    public Outgoing[] fragments(int size) {
        int count = Math.max(1, Math.ceilDiv(payload.length, size));
        Outgoing[] all = new Outgoing[count];
        for (int i = 0; i < count; i++) {
            int to = Math.min(payload.length, (i + 1) * size);
            int first = i == 0 ? head & ~FIN : 0;
            all[i] =
                    withHead(i == count - 1 ? first | FIN : first)
                            .withPayload(Arrays.copyOfRange(payload, i * size, to));
        }
        return all;
    }

    /// {@return a copy of the payload, not masked}
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public byte[] bytes() {
        long length = announced == AS_IT_IS ? payload.length : announced;
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
        out.write(head);
        writeLength(out, length);
        byte[] content = payload.clone();
        if (masked) {
            writeNumber(out, key, 4);
            for (int i = 0; i < content.length; i++) {
                content[i] ^= (byte) (key >>> (24 - 8 * (i % 4)));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    boolean isClose() {
        return (head & 0xf) == Opcode.CLOSE.code();
    }

    /// This frame as a peer would read it.
    Frame asReceived() {
        Opcode opcode = Opcode.of(head & 0xf);
        if (opcode == null) {
            throw new IllegalArgumentException("no frame that can be received: " + this);
        }
        return new Frame((head & FIN) != 0, (head >> 4) & 7, opcode, Octets.of(payload));
    }

    @Override
    public String toString() {
        Opcode opcode = Opcode.of(head & 0xf);
        return "%s%s%s%s %s%s"
                .formatted(
                        opcode == null ? "opcode " + (head & 0xf) : opcode,
                        (head & FIN) == 0 ? " not final" : "",
                        (head & 0x70) == 0 ? "" : " rsv " + ((head >> 4) & 7),
                        masked ? "" : " unmasked",
                        Octets.of(payload),
                        announced == AS_IT_IS ? "" : " announced as " + announced);
    }

    private void writeLength(ByteArrayOutputStream out, long length) {
        int mask = masked ? MASK : 0;
        LengthForm used = form == LengthForm.SHORTEST ? shortest(length) : form;
        switch (used) {
            case SHORTEST -> out.write(mask | (int) length);
            case TWO_OCTETS -> {
                out.write(mask | 126);
                writeNumber(out, length, 2);
            }
            case EIGHT_OCTETS -> {
                out.write(mask | 127);
                writeNumber(out, length, 8);
            }
        }
    }

    private static LengthForm shortest(long length) {
        if (length < 126) {
            return LengthForm.SHORTEST;
        }
        return length <= 0xffff ? LengthForm.TWO_OCTETS : LengthForm.EIGHT_OCTETS;
    }

    private static void writeNumber(ByteArrayOutputStream out, long value, int octets) {
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    private OutgoingFrame withHead(int newHead) {
        return new OutgoingFrame(newHead, payload, form, announced, masked, key);
    }

    private OutgoingFrame withLength(LengthForm newForm, long length) {
        return new OutgoingFrame(head, payload, newForm, length, masked, key);
    }
}
