"""H5P packages as activities. Each file reads some content types, of every version that is in use.

Sources: the ``semantics.json``, ``upgrades.js`` and scripts of the content types at https://github.com/h5p.
"""
