"""Change a store and compare two versions of one: the work of `keta add`, `check --fix` and `diff`, done only when asked."""
