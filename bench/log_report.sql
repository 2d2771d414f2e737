-- For bench/log.sh: the full database beside the empty one. A ratio is taken within a round, between neighbours in time; the median of the rounds counts.
\pset format aligned
\pset tuples_only off
SELECT f.what, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY f.cpu_us / e.cpu_us)::numeric, 2) AS cpu_ratio,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY f.us / e.us)::numeric, 2) AS ratio, round(min(f.us / e.us)::numeric, 2) AS least, round(max(f.us / e.us)::numeric, 2) AS most,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY f.us)::numeric) AS full_us, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY e.us)::numeric) AS empty_us,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY f.first_us)::numeric) AS first_full_us, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY e.first_us)::numeric) AS first_empty_us,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY f.wal)) AS full_wal, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY e.wal)) AS empty_wal
FROM bench.measured f JOIN bench.empty e USING (round, what) GROUP BY f.what ORDER BY min(f.ctid);
