"""The matches that ElastAlert's own rule classes give: oracle.py RULE STREAM > MATCHES

A stream has an event on each line, or an array of events (one delivery), or {"$tick": TIME}. A match is a line
{"rule": NAME, "line": N, "match": {...}}. What makes ElastAlert fail is the last line, {"error": TEXT}.
"""
import datetime
import json
import logging
import sys
import warnings

warnings.filterwarnings('ignore')

from elastalert import ruletypes  # noqa: E402
from elastalert.elastalert import ElastAlerter  # noqa: E402
from elastalert.loaders import FileRulesLoader  # noqa: E402
from elastalert.util import dt_to_ts, hashable, lookup_es_key, ts_to_dt  # noqa: E402

logging.disable(logging.CRITICAL)


class NoHistory:
    """An Elasticsearch without events: new_term asks for the terms of the last days."""

    def search(self, **_):
        return {}


ruletypes.elasticsearch_client = lambda _: NoHistory()


class Arguments:
    """The command line of ElastAlert: in debug mode, outputs are not made."""
    debug = True
    start = None


def load(path):
    """A rule as ElastAlert's loader prepares it; what only its search needs is filled in."""
    loader = FileRulesLoader({})
    rule = loader.load_yaml(path)
    for key, value in (('index', 'events'), ('alert', 'debug')):
        rule.setdefault(key, value)
    rule.pop('compat', None)
    conf = {'es_host': 'localhost', 'es_port': 9200}
    rule.setdefault('buffer_time', {'minutes': 45})
    loader.load_options(rule, conf, path)
    loader.load_modules(rule, Arguments())
    # Class attributes outlive a rule.
    ruletypes.ChangeRule.change_map = {}
    ruletypes.ChangeRule.occurrence_time = {}
    return rule


def text(value):
    if isinstance(value, datetime.datetime):
        return dt_to_ts(value)
    raise TypeError(repr(value))


def percentiles(values, percent):
    """Elasticsearch's for few values: linear between the nearest ranks."""
    place = (len(values) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(values) - 1)
    values = sorted(values)
    return values[low] + (values[high] - values[low]) * (place - low)


def aggregate(rule, events):
    """What Elasticsearch would answer for the metric of these events."""
    kind, field = rule['metric_agg_type'], rule['metric_agg_key']
    found = [lookup_es_key(event, field) for event in events]
    found = [value for value in found if value is not None]
    if kind == 'value_count':
        return {'value': len(found)}
    if kind == 'cardinality':
        return {'value': len({hashable(value) for value in found})}
    numbers = [float(value) for value in found]
    if kind == 'percentiles':
        percent = rule['percentile_range']
        return {'values': {str(percent): percentiles(numbers, percent) if numbers else None}}
    if kind == 'sum':
        return {'value': float(sum(numbers))}
    if not numbers:
        return {'value': None}
    return {'value': {'min': min, 'max': max, 'avg': lambda n: sum(n) / len(n)}[kind](numbers)}


def matches(query, event):
    """The forms of queries that the generator writes: term."""
    (field, value), = query['term'].items()
    return lookup_es_key(event, field) == value


def share(rule, events):
    """What Elasticsearch would answer for the two buckets of percentage_match."""
    filters = rule['match_bucket_filter']
    count = sum(all(matches(query, event) for query in filters) for event in events)
    return {'percentage_match_aggs': {'buckets': {
        'match_bucket': {'doc_count': count}, '_other_': {'doc_count': len(events) - count}}}}


def add_aggregation(rule, events):
    """One delivery as the answer to one aggregation query, at the time of its newest event."""
    end = max(lookup_es_key(event, rule['timestamp_field']) for event in events)
    measure, name = share, None
    if not isinstance(rule['type'], ruletypes.PercentageMatchRule):
        name = 'metric_%s_%s' % (rule['metric_agg_key'], rule['metric_agg_type'])

    def answer(part):
        return measure(rule, part) if name is None else {name: aggregate(rule, part)}

    if 'query_key' not in rule:
        rule['type'].add_aggregation_data({end: answer(events)})
        return
    keys = {}
    for event in events:
        value = lookup_es_key(event, rule['query_key'])
        if value is not None:
            keys.setdefault(value, []).append(event)
    buckets = [dict(answer(part), key=key) for key, part in keys.items()]
    if buckets:
        rule['type'].add_aggregation_data({end: {'bucket_aggs': {'buckets': buckets}}})


def run(rule, lines):
    """Yields the line numbers and matches of a stream."""
    aggregates = isinstance(rule['type'], ruletypes.BaseAggregationRule)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        value = json.loads(line)
        if isinstance(value, dict) and '$tick' in value:
            rule['type'].garbage_collect(ts_to_dt(value['$tick']))
        else:
            events = value if isinstance(value, list) else [value]
            hits = [{'_source': event} for event in events]
            events = ElastAlerter.process_hits(rule, hits)
            if events and aggregates:
                add_aggregation(rule, events)
            elif events:
                rule['type'].add_data(events)
        found, rule['type'].matches = rule['type'].matches, []
        for match in found:
            yield number, match


def main(path, stream):
    rule = load(path)
    name = rule['name']
    try:
        with open(stream) as lines:
            for number, match in run(rule, lines):
                print(json.dumps({'rule': name, 'line': number, 'match': match}, default=text))
    except Exception as error:
        print(json.dumps({'error': repr(error)}))


if __name__ == '__main__':
    main(*sys.argv[1:])
