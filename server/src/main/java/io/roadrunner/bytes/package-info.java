/// Bytes and characters: the leaf package that everything else stands on.
///
/// Thread model: values here are immutable by convention or owned by one connection thread; nothing
/// blocks, nothing knows a socket.
///
/// Read in this order: [Ascii], [FieldBlock], [ByteOutput].
///
/// Tests: the package of the same name under `src/test`. Limitation: sizes are `int`, so one block
/// never exceeds 2 GiB.
package io.roadrunner.bytes;
