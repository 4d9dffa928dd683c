"""Writes random rules and streams: generate.py FOLDER COUNT SEED [TYPE...]

Case N is FOLDER/N.yaml and FOLDER/N.ndjson; half of the streams hold ticks, half of them deliveries of several events.
"""
import datetime
import json
import os
import random
import sys

FIRST = ['any', 'blacklist', 'whitelist', 'change', 'frequency', 'spike', 'flatline']
OTHERS = ['cardinality', 'new_term', 'metric_aggregation', 'percentage_match']
START = datetime.datetime(2026, 3, 1, 12, 0, 0)

HOSTS = ['sip-1', 'sip-2', 'all', 'other', 'sip-3, sip-4']
CODES = [5060, '5060', 1, True, 1.0, 0, False, '', None, 'x', [1, 'a'], {'b': 'it\'s', 'c': None}, 0.5, '[1, \'a\']']
KEYS = ['host', 'code', 'host.name', 'user.name', 'a.b', 'tags[1]', 'host.name.keyword', 'missing']


class Case:
    def __init__(self, random, kind):
        self.random = random
        self.kind = kind
        self.flat = random.random() < 0.3
        self.few = random.random() < 0.6
        self.rule = {'name': '%s case' % kind, 'type': kind, 'index': 'events', 'alert': 'debug'}
        getattr(self, kind)()

    def chance(self, share):
        return self.random.random() < share

    def timeframe(self):
        unit = self.random.choice(['seconds', 'seconds', 'minutes', 'milliseconds'])
        number = {'seconds': lambda: self.random.choice([5, 10, 10, 30, 2.5]),
                  'minutes': lambda: self.random.choice([1, 0.25]),
                  'milliseconds': lambda: self.random.choice([1500, 10000])}[unit]()
        return {unit: number}

    def query_key(self, needed=False):
        if not needed and self.chance(0.35):
            return
        if self.chance(0.25):
            self.rule['query_key'] = self.random.sample(KEYS, self.random.choice([1, 2, 3]))
        else:
            self.rule['query_key'] = self.random.choice(KEYS)

    # The types.

    def any(self):
        if self.chance(0.3):
            self.query_key()

    def listed(self):
        entries = [str(value) for value in CODES if isinstance(value, (str, int))] + HOSTS
        self.rule[self.kind] = self.random.sample(entries, self.random.randint(1, 4))
        self.rule['compare_key'] = self.random.choice(['name', 'host.name', 'a.b', 'missing', 'user.name'])
        if self.chance(0.1):
            self.rule['compare_key'] = ['host.name', 'name']

    def blacklist(self):
        self.listed()

    def whitelist(self):
        self.listed()
        self.rule['ignore_null'] = self.chance(0.5)

    def change(self):
        self.query_key(needed=True)
        keys = ['host', 'code', 'host.name', 'name', 'a.b', 'value', 'missing']
        self.rule['compare_key'] = (
            self.random.sample(keys, self.random.choice([1, 2])) if self.chance(0.5)
            else self.random.choice(keys))
        self.rule['ignore_null'] = self.chance(0.5)
        if self.chance(0.5):
            self.rule['timeframe'] = self.timeframe()

    def frequency(self):
        self.query_key()
        self.rule['num_events'] = self.random.choice([1, 2, 3, 3, 4, 5])
        self.rule['timeframe'] = self.timeframe()
        if self.chance(0.4):
            self.rule['attach_related'] = True

    def spike(self):
        self.query_key()
        self.rule['timeframe'] = self.timeframe()
        self.rule['spike_height'] = self.random.choice([1, 2, 2, 3, 1.5])
        self.rule['spike_type'] = self.random.choice(['up', 'down', 'both'])
        for key in ['threshold_ref', 'threshold_cur']:
            if self.chance(0.4):
                self.rule[key] = self.random.choice([0, 1, 2, 3])
        if self.chance(0.4):
            self.rule['alert_on_new_data'] = True
        if self.chance(0.25):
            self.rule['field_value'] = self.random.choice(['value', 'value', 'count'])

    def flatline(self):
        self.query_key()
        self.rule['timeframe'] = self.timeframe()
        self.rule['threshold'] = self.random.choice([1, 1, 2, 3, 5])
        if self.chance(0.4):
            self.rule['forget_keys'] = True

    def cardinality(self):
        self.query_key()
        self.rule['timeframe'] = self.timeframe()
        self.rule['cardinality_field'] = self.random.choice(['host.name', 'code', 'name', 'missing'])
        if self.chance(0.6):
            self.rule['max_cardinality'] = self.random.choice([1, 2, 3])
        if 'max_cardinality' not in self.rule or self.chance(0.3):
            self.rule['min_cardinality'] = self.random.choice([1, 2, 3])

    def new_term(self):
        names = ['host.name', 'code', 'name', 'user.name', 'missing']
        choice = self.random.random()
        if choice < 0.4:
            self.rule['query_key'] = self.random.choice(names)
        elif choice < 0.8:
            self.rule['fields'] = self.random.sample(names, self.random.choice([1, 2]))
        else:
            self.rule['fields'] = [self.random.sample(names, 2), self.random.choice(names)]
        if self.chance(0.4):
            self.rule['alert_on_missing_field'] = True

    def metric_aggregation(self):
        self.aggregation_key()
        self.rule['metric_agg_key'] = 'value'
        self.rule['metric_agg_type'] = self.random.choice(
            ['min', 'max', 'avg', 'sum', 'cardinality', 'value_count', 'percentiles'])
        if self.rule['metric_agg_type'] == 'percentiles':
            self.rule['percentile_range'] = self.random.choice([50, 90, 95])
        if self.chance(0.7):
            self.rule['max_threshold'] = self.random.choice([1, 2, 3.5, 10])
        if 'max_threshold' not in self.rule or self.chance(0.3):
            self.rule['min_threshold'] = self.random.choice([1, 2, 3.5])

    def percentage_match(self):
        self.aggregation_key()
        self.rule['match_bucket_filter'] = [{'term': {'host.name': self.random.choice(HOSTS[:2])}}]
        if self.chance(0.7):
            self.rule['max_percentage'] = self.random.choice([10, 50, 66.5])
        if 'max_percentage' not in self.rule or self.chance(0.3):
            self.rule['min_percentage'] = self.random.choice([10, 50, 66.5])
        if self.chance(0.3):
            self.rule['min_denominator'] = self.random.choice([2, 4])

    def aggregation_key(self):
        if self.chance(0.5):
            self.rule['query_key'] = self.random.choice(['host.name', 'user.name'])

    # The stream.

    def value(self):
        return self.random.choice([1, 2, 3, 10, 2.5, '7', 0] + ([None, 'many'] if not self.aggregates else []))

    @property
    def aggregates(self):
        return self.kind in ('metric_aggregation', 'percentage_match')

    def event(self, time):
        event = {'@timestamp': time}
        name = self.random.choice(HOSTS[:2] if self.few else HOSTS)
        if self.flat:
            event['host.name'] = name
        elif self.chance(0.9):
            event['host'] = {'name': name}
        elif self.kind not in ('blacklist', 'whitelist'):
            event['host'] = name
        if self.chance(0.7):
            event['code'] = self.random.choice(CODES[:2] if self.few else CODES)
        if self.chance(0.6):
            event['name'] = self.random.choice(['x', '', '5060', 'sip-1', 5060, 404, True, 1.0, None])
        if self.chance(0.6):
            event['value'] = self.value()
        if self.chance(0.3):
            event['tags'] = self.random.sample(['a', 'b', 'c'], self.random.choice([2, 3]))
        if self.chance(0.4):
            event['user'] = {'name': self.random.choice(['ann', 'b\u00f6', 'c"d'])}
        if self.chance(0.3):
            event['a'] = {'b': self.random.choice(['x', 5060])} if self.chance(0.8) else 'x'
        if self.chance(0.05):
            event['placeholder'] = True
        if self.chance(0.05):
            event['a.b'] = 'flat'
        return event

    def stamp(self, time):
        style = self.random.random()
        if style < 0.1:
            return (time + datetime.timedelta(hours=2)).isoformat() + '+02:00'
        if style < 0.2:
            return time.isoformat()
        if style < 0.3:
            return time.isoformat(' ') + 'Z'
        return time.isoformat(timespec='milliseconds' if style < 0.5 else 'auto') + 'Z'

    def stream(self):
        time = START
        ticks = self.chance(0.6)
        batches = self.chance(0.6)
        pace = self.random.choice([1, 2, 4, 8])
        for _ in range(self.random.randint(5, 60)):
            time += datetime.timedelta(milliseconds=self.random.choice([0, 100, 500, 1000, 1000, 2500, 5000]) * pace // 2)
            if self.chance(0.03):
                time += datetime.timedelta(seconds=self.random.choice([30, 60, 120]))
            if ticks and self.chance(0.35):
                yield {'$tick': self.stamp(time)}
                continue
            count = self.random.randint(1, 5) if batches and self.chance(0.5) else 1
            events = []
            for _ in range(count):
                late = datetime.timedelta(seconds=self.random.choice([1, 3, 20])) if self.chance(0.12) else datetime.timedelta(0)
                events.append(self.event(self.stamp(time - late)))
                if self.chance(0.5):
                    time += datetime.timedelta(milliseconds=500)
            yield events if count > 1 or self.chance(0.2) else events[0]


def main(folder, count, seed, *kinds):
    os.makedirs(folder, exist_ok=True)
    kinds = kinds or FIRST + OTHERS
    for number in range(int(count)):
        case = Case(random.Random('%s-%d' % (seed, number)), kinds[number % len(kinds)])
        with open(os.path.join(folder, '%d.yaml' % number), 'w') as rule:
            json.dump(case.rule, rule, indent=1)
        with open(os.path.join(folder, '%d.ndjson' % number), 'w') as stream:
            for line in case.stream():
                stream.write(json.dumps(line) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
