#!/usr/bin/env python3
"""Prints the page about performance from the results of measure.py, and writes it with --write.

    report.py --results FILE --command TEXT --etcd BIN --java BIN --java-options TEXT \
        --repository DIRECTORY [--write FILE]
"""

import argparse
import datetime

import comparison
import machine
import page


def main():
    parser = argparse.ArgumentParser()
    for option in "--results", "--command", "--etcd", "--java", "--java-options", "--repository":
        parser.add_argument(option, required=True)
    parser.add_argument("--write")
    options = parser.parse_args()
    with open(options.results, encoding="utf-8") as results:
        compared = comparison.Comparison(results)
    facts = {"Date": datetime.date.today().isoformat()}
    facts |= machine.describe(options.java, options.java_options, options.etcd,
                              options.repository)
    text = page.render(compared, facts, options.command)
    print(text)
    if options.write:
        with open(options.write, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
