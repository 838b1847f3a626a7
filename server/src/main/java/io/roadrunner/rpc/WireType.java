package io.roadrunner.rpc;

/// How the bytes of a field are to be read in protobuf: the low three bits of its tag.
final class WireType {
    static final int BITS = 3;
    static final int MASK = 7;

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int DELIMITED = 2;
    static final int FIXED32 = 5;

    private WireType() {}
}
