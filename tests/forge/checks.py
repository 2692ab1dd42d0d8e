"""What the forge's tests count with."""


class Check:
    """Counts what held; prints what did not, and with `all` also what did."""

    def __init__(self, all=False):
        self.passed = self.failed = 0
        self.all = all

    def __call__(self, what, good, detail=""):
        if good:
            self.passed += 1
        else:
            self.failed += 1
        if not good:
            print("FAILED", what, "\n   ", str(detail)[-3000:].replace("\n", "\n    "))
        elif self.all:
            print("ok    ", what)

    def end(self):
        """Says how many; gives the exit status."""
        print("%d passed, %d failed" % (self.passed, self.failed))
        return 1 if self.failed else 0
