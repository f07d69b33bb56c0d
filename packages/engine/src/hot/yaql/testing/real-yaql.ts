/**
 * The real yaql with the options that Heat gives it, as a program for `askPython`: asked `[EXPRESSION, DATA]`, it answers
 * with the JSON text of what comes out, as the codec reads it; a set is `{"$set": […]}`.
 */
export const realYaql = `
import datetime, math, signal
import yaql
engine = yaql.YaqlFactory().create({'yaql.limitIterators': 10000, 'yaql.memoryQuota': 900000})
shared = yaql.create_context()
class TooLong(Exception):
    pass
def stop(_signal, _frame):
    raise TooLong()
signal.signal(signal.SIGALRM, stop)
def carried(value):
    if isinstance(value, float) and not math.isfinite(value):
        return {'$tyto': {'float': str(value)}}
    if isinstance(value, dict):
        return {list(json.loads(json.dumps({key: 0})))[0]: carried(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return {'$set': [carried(item) for item in value]}
    if isinstance(value, list):
        return [carried(item) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, datetime.datetime):
        return value.strftime('%Y-%m-%dT%H:%M:%S.%f')
    raise TypeError('no data')
def answer(question):
    expression, data = question
    signal.setitimer(signal.ITIMER_REAL, 5)
    try:
        return json.dumps(carried(engine(expression).evaluate({'data': json.loads(data)}, shared.create_child_context())))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
`;
