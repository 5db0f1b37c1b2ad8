"""The child process of `safeguarding.lib.charts.kept`: a chart's spec in, its SVG out, until the parent hangs up."""

import pickle
import sys

from safeguarding.lib.charts.drawing import chart_svg


def main() -> None:
    """Draw."""
    while True:
        try:
            spec = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own parent
        except EOFError:
            return
        pickle.dump(chart_svg(spec), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
