#!/usr/bin/env python3
"""Prints the page about performance from the results of measure.py, and writes it with --write.

    report.py --results DIRECTORY --command TEXT [--write FILE]
"""

import argparse

import comparison
import page
import results


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--results", required=True)
    parser.add_argument("--command", required=True)
    parser.add_argument("--write")
    options = parser.parse_args()
    text = page.render(comparison.Comparison(results.read(options.results)), options.command)
    print(text)
    if options.write:
        with open(options.write, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
