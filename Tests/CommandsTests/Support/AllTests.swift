import Testing

/// Every test of this room, one after the other: they share the working directory, and a session
/// takes all threads anyway.
@Suite("Commands", .serialized) enum AllTests {}
