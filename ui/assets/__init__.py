"""The installed products: what stands where, in which version, and what its users say of it."""
