/// Remote procedure calls for operators: goridge frames with JSON or protobuf in them.
///
/// Thread model: [RpcServer] has a virtual thread that accepts and one that watches times; each
/// connection has one that reads, each call one of its own. [RpcClient] is for one call at a time.
/// Everything else is immutable or belongs to one thread.
///
/// Read in this order:
/// 1. [GoridgeFrame] — the bytes of a frame; [GoridgeFrameDecoder], [GoridgeFrameEncoder];
///    [Envelope] — a call or an answer in a frame.
/// 2. [MessageType] with [Field] — what a message is made of, said once; [Message]; [RpcCodec] —
///    JSON ([JsonParser], [JsonDecoder], [JsonEncoder]) and protobuf ([ProtoDecoder],
///    [ProtoEncoder]) from that description.
/// 3. [RpcMethod] with [MethodType] — what can be called: [StatusMethods], [ListenerMethods], and
///    [ServerMethods] for what the program does as a [ServerControl]. A program adds its own.
/// 4. [RpcServer] on an [RpcAddress] with [RpcOptions]: [RpcSocket], [RpcConnection], [RpcCall].
/// 5. [RpcClient], whose errors are [RpcException]s.
///
/// Tests: the package of the same name under `src/test` for the codecs; behaviour on the wire is
/// tested in the conformance module. Limitations: gob and msgpack are not spoken; a call is one
/// frame and its answer another, there are no streams; there is neither TLS nor a password, so an
/// address is one of this machine unless told otherwise.
package io.roadrunner.rpc;
