#!/usr/bin/env python3
"""Prints the page about performance from the results of measure.py, and writes it with --write.

    report.py --results DIRECTORY [--write FILE]
"""

import argparse

import comparison
import page
import results


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--results", required=True)
    parser.add_argument("--write")
    options = parser.parse_args()
    compared = comparison.Comparison(results.read(options.results))
    text = page.render(
        compared, f"src/test/tools/side-by-side.sh --rounds {compared.rounds()} --write")
    print(text)
    if options.write:
        with open(options.write, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
