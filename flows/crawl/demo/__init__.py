"""A publishing site to try things on: it plays the kinds of real sites, and everything that goes wrong at them.

It serves the made-up reports of `examples/` on a loopback address, and knows nights: on the third one a document was
edited in silence, one corrected under a new address, and one withdrawn.
"""
