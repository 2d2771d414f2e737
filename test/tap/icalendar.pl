# Feeds that another program has made are read as that program reads them: python3-icalendar is the oracle.
use strict;
use warnings;

use Engine;
use File::Temp qw(tempfile);
use PostgreSQL::Test::Utils;
use Test::More;

my $python = '/usr/bin/python3';
plan skip_all => 'python3-icalendar is not installed' if system("$python -c 'import icalendar, dateutil' 2>/dev/null") != 0;

my $oracle = 'test/tap/icalendar_oracle.py';
my $node = new_server('icalendar');
$node->safe_psql('postgres', q(CREATE EXTENSION wf_engine; SELECT wf.setup(); SELECT wf.set_calendar('cn', '{}')));

my ($wrong, $count) = (0, 0);
for my $seed (1 .. (is_full() ? 200 : 12)) {
    my (undef, $feed) = tempfile(SUFFIX => '.ics', UNLINK => 1);
    system("$python $oracle make $seed > $feed") == 0 or die 'no feed';
    my $expected = `$python $oracle days 2026-01-01 2028-06-30 < $feed`;
    my $found = $node->safe_psql('postgres', qq(SELECT found FROM (SELECT day || ' ' || uid AS found FROM wf.import_calendar('cn',
        convert_from(pg_read_binary_file('$feed'), 'UTF8'), first_day => '2026-01-01', last_day => '2028-06-30')) AS d ORDER BY found COLLATE "C"));
    chomp $expected;
    $count += () = $expected =~ /\n/g;
    next if $found eq $expected;
    is($found, $expected, "the days of feed $seed") if $wrong++ < 2;
}
is($wrong, 0, "feeds are read as python3-icalendar reads them: $count days");

done_testing();
