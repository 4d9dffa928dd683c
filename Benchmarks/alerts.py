"""Measures `genlog alert run`: alerts.py GENLOG FOLDER

A thousand rules of all types over ten thousand keys, and a million events as genlog writes them.
"""
import json
import os
import random
import resource
import subprocess
import sys
import time

EVENTS = int(os.environ.get('BENCH_ALERT_EVENTS', '1000000'))
RULES = 1000
KEYS = 10000

KINDS = [
    {'type': 'frequency', 'num_events': 5, 'timeframe': {'seconds': 30}},
    {'type': 'flatline', 'threshold': 1, 'timeframe': {'minutes': 10}},
    {'type': 'change', 'compare_key': 'log.level', 'ignore_null': True},
    {'type': 'blacklist', 'compare_key': 'user.name', 'blacklist': ['mallory']},
    {'type': 'cardinality', 'cardinality_field': 'source.ip', 'max_cardinality': 5,
     'timeframe': {'minutes': 1}},
    {'type': 'frequency', 'num_events': 50, 'timeframe': {'minutes': 5}},
    {'type': 'spike', 'spike_height': 5, 'spike_type': 'up', 'timeframe': {'minutes': 1},
     'threshold_ref': 10},
    {'type': 'pair', 'detect': 'event.action = lost', 'clear': 'event.action = connected',
     'within': {'seconds': 30}},
]


def write_rules(folder):
    os.makedirs(folder, exist_ok=True)
    for number in range(RULES):
        rule = dict(KINDS[number % len(KINDS)], name='rule %d' % number, query_key='host.name',
                    filter='event.code = %05d' % (10000 + number))
        with open(os.path.join(folder, '%d.yaml' % number), 'w') as file:
            json.dump(rule, file)


def write_events(path):
    numbers = random.Random(1)
    with open(path, 'w') as file:
        for number in range(EVENTS):
            key = numbers.randrange(KEYS)
            micros = number * 10
            event = {
                '@timestamp': '2026-03-01T12:%02d:%02d.%03dZ' % (
                    micros // 60000000 % 60, micros // 1000000 % 60, micros // 1000 % 1000),
                'message': 'Connection of client [desk-%d] to port 3000 was closed by the other side' % key,
                'log': {'level': 'Std', 'file': {'path': 'logs/sip.log'}, 'offset': number * 200},
                'event': {'code': '%05d' % (10000 + numbers.randrange(RULES)), 'kind': 'event',
                          'action': 'lost' if number % 3 else 'connected', 'module': 'genesys',
                          'dataset': 'genesys.sipserver', 'severity': 4},
                'service': {'name': 'sip', 'type': 'SIPServer'}, 'host': {'name': 'desk-%d' % key},
                'source': {'ip': '192.0.2.%d' % (key % 250)}, 'user': {'name': 'ann'}}
            file.write(json.dumps(event, separators=(',', ':')) + '\n')


def measure(genlog, rules, events):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(
        [genlog, 'alert', 'run', '--rules', rules, '--format', 'ndjson', events],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024, done.stdout.count(b'\n')


def main(genlog, folder, *_):
    rules = os.path.join(folder, 'alert-rules')
    events = os.path.join(folder, 'alert-events.ndjson')
    os.makedirs(folder, exist_ok=True)
    write_rules(rules)
    if not os.path.exists(events):
        write_events(events)
    print('| rules | keys | events | events/s of one core | memory MB | alerts |')
    print('|---|---|---|---|---|---|')
    for _ in range(int(os.environ.get('BENCH_ROUNDS', '3'))):
        _, cpu, memory, alerts = measure(genlog, rules, events)
        print('| %d | %d | %d | %d | %.0f | %d |' % (RULES, KEYS, EVENTS, EVENTS / cpu, memory, alerts))


if __name__ == '__main__':
    main(*sys.argv[1:])
