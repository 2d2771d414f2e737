"""What other readers make of iCalendar feeds: python3-icalendar reads, python3-dateutil counts. For icalendar.pl.

icalendar_oracle.py make SEED: writes a random feed.
icalendar_oracle.py days FIRST LAST < feed: the days of its events, a line each: date, uid.
"""
import datetime
import random
import sys

import icalendar
from dateutil.rrule import rrulestr

FIRST = datetime.date(2026, 1, 1)
CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def some(pick, values, most):
    return sorted(pick.sample(values, pick.randint(1, most)))


def random_rule(pick):
    frequency = pick.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = ["FREQ=" + frequency]
    if pick.random() < 0.4:
        parts.append("INTERVAL=%d" % pick.randint(1, 4))
    if frequency in ("MONTHLY", "YEARLY") and pick.random() < 0.4:
        days = [d for d in range(-31, 32) if d != 0]
        parts.append("BYMONTHDAY=" + ",".join(map(str, some(pick, days, 3))))
    elif pick.random() < 0.5 and frequency != "DAILY":
        places = ["", "1", "2", "4", "-1", "-2"] if frequency in ("MONTHLY", "YEARLY") else [""]
        parts.append("BYDAY=" + ",".join(pick.choice(places) + c for c in some(pick, CODES, 3)))
    if frequency == "YEARLY" and pick.random() < 0.5:
        parts.append("BYMONTH=" + ",".join(map(str, some(pick, range(1, 13), 3))))
    end = pick.random()
    if end < 0.4:
        parts.append("COUNT=%d" % pick.randint(1, 40))
    elif end < 0.7:
        parts.append("UNTIL=" + (FIRST + datetime.timedelta(pick.randint(0, 1500))).strftime("%Y%m%d"))
    return ";".join(parts)


def first_of(rule, start):
    """RFC 5545 leaves open what a begin means that its own rule does not have."""
    found = next(iter(rrulestr("RRULE:" + rule, dtstart=datetime.datetime(start.year, start.month, start.day))), None)
    return found and found.date()


def make(seed):
    pick = random.Random(seed)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//wf_engine//test//")
    calendar.add("version", "2.0")
    for number in range(60):
        event = icalendar.Event()
        start = FIRST + datetime.timedelta(pick.randint(-1500, 900))
        rule = random_rule(pick) if pick.random() < 0.7 else None
        if rule:
            start = first_of(rule, start)
            if start is None:
                continue
        event.add("uid", "event-%d@test" % number)
        event.add("summary", "日子 %d, with; signs\nand a long, long text that has to be folded somewhere" % number)
        event.add("dtstart", start)
        if pick.random() < 0.5:
            event.add("dtend", start + datetime.timedelta(pick.randint(1, 5)))
        if rule:
            event.add("rrule", icalendar.vRecur.from_ical(rule))
        if pick.random() < 0.3:
            event.add("rdate", [FIRST + datetime.timedelta(pick.randint(0, 700)) for _ in range(2)])
        if pick.random() < 0.4:
            event.add("exdate", [start, start + datetime.timedelta(pick.randint(1, 400))])
        calendar.add_component(event)
    sys.stdout.buffer.write(calendar.to_ical())


def dates(value):
    if value is None:
        return []
    lists = value if isinstance(value, list) else [value]
    return [d.dt for one in lists for d in one.dts]


def begins(event, last):
    start = event["dtstart"].dt
    found = {start}
    if "rrule" in event:
        rule = "RRULE:" + event["rrule"].to_ical().decode()
        begin = datetime.datetime(start.year, start.month, start.day)
        end = datetime.datetime(last.year, last.month, last.day)
        found |= {d.date() for d in rrulestr(rule, dtstart=begin).between(begin, end, inc=True)}
    return (found | set(dates(event.get("rdate")))) - set(dates(event.get("exdate")))


def days(first, last):
    found = set()
    for event in icalendar.Calendar.from_ical(sys.stdin.buffer.read()).walk("vevent"):
        length = (event["dtend"].dt - event["dtstart"].dt).days if "dtend" in event else 1
        for begin in begins(event, last):
            for more in range(length):
                day = begin + datetime.timedelta(more)
                if first <= day <= last:
                    found.add("%s %s" % (day, event["uid"]))
    print("\n".join(sorted(found)))


if sys.argv[1] == "make":
    make(int(sys.argv[2]))
else:
    days(datetime.date.fromisoformat(sys.argv[2]), datetime.date.fromisoformat(sys.argv[3]))
