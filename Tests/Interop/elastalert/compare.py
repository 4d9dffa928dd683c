"""Holds the matches of genlog against those of ElastAlert: compare.py GENLOG FOLDER

FOLDER holds cases as generate.py writes them. Ends with 1 where one differs.
"""
import glob
import json
import os
import subprocess
import sys

import yaml

import oracle


def expected(rule, stream):
    """The matches that ElastAlert gives; what it failed with, or nothing."""
    matches = []
    try:
        loaded = oracle.load(rule)
        with open(stream) as lines:
            for number, match in oracle.run(loaded, lines):
                match = json.loads(json.dumps(match, default=oracle.text))
                matches.append({'rule': loaded['name'], 'line': number, 'match': match})
    except Exception as error:
        return matches, repr(error)
    return matches, None


def typed(value):
    """A value whose comparison tells 1, 1.0 and True apart."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return (type(value).__name__, value)


def found(genlog, rule, stream):
    """The matches that genlog gives."""
    done = subprocess.run(
        [genlog, 'alert', 'run', '--compat', 'elastalert', '--rules', rule, '--format', 'ndjson', stream],
        capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()], done


def main(genlog, folder):
    counts = {}
    cases = sorted(glob.glob(os.path.join(folder, '*.yaml')), key=lambda path: (len(path), path))
    for rule in cases:
        stream = rule[:-len('yaml')] + 'ndjson'
        with open(rule) as text:
            kind = yaml.safe_load(text)['type']
        count = counts.setdefault(kind, {'same': 0, 'different': 0, 'refused': 0, 'matches': 0})
        wanted, error = expected(rule, stream)
        got, done = found(genlog, rule, stream)
        if error:
            # Where ElastAlert fails there is nothing to hold against but what came before.
            got = got[:len(wanted)]
            count['refused'] += 1
        count['matches'] += len(wanted)
        if typed(wanted) == typed(got):
            count['same'] += not error
            continue
        count['different'] += 1
        if sum(count['different'] for count in counts.values()) <= 5:
            report(rule, wanted, got, done)
    for kind, count in counts.items():
        print('elastalert: %-18s %4d streams the same, %d different, %4d matches, %d where ElastAlert fails' % (
            kind, count['same'], count['different'], count['matches'], count['refused']))
    return 1 if any(count['different'] for count in counts.values()) else 0


def report(rule, wanted, got, done):
    print('%s: exit %d %s' % (rule, done.returncode, done.stderr.strip()))
    for number in range(max(len(wanted), len(got))):
        pair = [part[number] if number < len(part) else None for part in (wanted, got)]
        if typed(pair[0]) != typed(pair[1]):
            print('  match %d\n  ElastAlert %s\n  genlog     %s' % (number, json.dumps(pair[0]), json.dumps(pair[1])))
            return


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
