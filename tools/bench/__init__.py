"""`make bench`: what the product weighs and how fast it is, measured in one run and held beside its bars.

Each module measures one subject: it has `measure(bench)`, which yields `Figure`s. How each is measured is told in
`docs/bench.md`.
"""
