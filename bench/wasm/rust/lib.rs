//! The filters are in `examples/`: each becomes a module of its own.
