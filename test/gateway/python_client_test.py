"""clients/python/wf_client.py against the running gateway; clients.test.mjs starts it with WF_URL, WF_PERSON, WF_LEAD, WF_APP (tokens)."""
import os
import pathlib
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "clients/python"))
sys.dont_write_bytecode = True
from wf_client import BpmnError, Client, WfError, Worker  # noqa: E402

URL = os.environ["WF_URL"]


def client(who, **more):
    return Client(URL, token=os.environ["WF_" + who], **more)


def until(is_so):
    for _ in range(1000):
        if is_so():
            return
        time.sleep(0.02)
    raise AssertionError("it has not come")


class Calls(unittest.TestCase):
    def test_start_list_act(self):
        instance = client("PERSON").start("leave", {"days": 1, "kind": "annual"})
        lead = client("LEAD")
        task = next(each for each in lead.inbox() if each["instance_id"] == instance)
        self.assertEqual(lead.list("todo", where={"instance_id": f"eq.{instance}"}, select="task_id,node"), [{"task_id": task["task_id"], "node": "lead"}])
        key = f"py-{instance}"
        version = lead.approve(task["task_id"], comment="enjoy", key=key)
        self.assertEqual(lead.approve(task["task_id"], comment="enjoy", key=key), version)
        with self.assertRaises(WfError) as refused:
            lead.approve(task["task_id"])
        self.assertEqual((refused.exception.code[:3], refused.exception.status), ("WF4", 409))
        self.assertTrue(refused.exception.message)

    def test_hint(self):
        with self.assertRaises(WfError) as refused:
            client("PERSON").start("laeve")
        self.assertEqual((refused.exception.code, refused.exception.status), ("WF201", 404))
        self.assertTrue(refused.exception.hint)

    def test_nobody_answers(self):
        with self.assertRaises(WfError) as failed:
            Client("http://127.0.0.1:1", tries=2, first_pause=0.01).inbox()
        self.assertEqual((failed.exception.code, failed.exception.status), ("NETWORK", 0))

    def test_events(self):
        person, told = client("PERSON"), []
        place = person.request("GET", "/events")["after"]
        listening = threading.Thread(target=lambda: told.append(next(person.events(after=place))), daemon=True)
        listening.start()
        instance = client("PERSON").start("leave", {"days": 1, "kind": "annual"})
        until(lambda: told)
        self.assertIn(instance, [each["instance_id"] for each in told[0]["changes"]])


class Works(unittest.TestCase):
    def status(self, instance):
        return client("APP").list("instance_list", where={"instance_id": f"eq.{instance}"}, select="status,data")[0]

    def send(self, to):
        return client("APP").start("mailing", {"to": to}, actor="alice")

    def run_with(self, handler, **more):
        worker = Worker(client("APP"), "send_mail", handler, lease=more.pop("lease", 60), first_pause=0.05, **more)
        thread = threading.Thread(target=worker.run, daemon=True)
        thread.start()

        def end():
            worker.stop()
            thread.join(20)
            self.assertFalse(thread.is_alive())
        self.addCleanup(end)
        return worker

    def test_completes_and_fails(self):
        seen = []

        def handler(job):
            seen.append(job["data"]["to"])
            if seen.count("flaky") == 1 and job["data"]["to"] == "flaky":
                raise RuntimeError("no answer")
            if job["data"]["to"] == "nobody":
                raise BpmnError("BOUNCED")
            return {"sent": True}
        self.run_with(handler, concurrency=2)
        fine, flaky, nobody = [self.send(to) for to in ("ann", "flaky", "nobody")]
        until(lambda: all(self.status(each)["status"] != "running" for each in (fine, flaky, nobody)))
        self.assertEqual(self.status(fine), {"status": "completed", "data": {"to": "ann", "sent": True}})
        self.assertEqual(self.status(flaky)["status"], "completed")
        self.assertEqual(self.status(nobody)["status"], "failed")
        self.assertEqual(seen.count("flaky"), 2)

    def test_keeps_a_long_job_and_ends_it_before_it_stops(self):
        begun, go_on = threading.Event(), threading.Event()

        def handler(_job):
            begun.set()
            go_on.wait(20)
        worker = self.run_with(handler, lease=2)
        instance = self.send("slow")
        self.assertTrue(begun.wait(20))
        time.sleep(2.5)  # longer than the lease
        self.assertEqual(client("APP").job("send_mail", "fetch", worker="thief"), [])
        worker.stop()
        self.assertEqual(self.status(instance)["status"], "running")
        go_on.set()
        until(lambda: self.status(instance)["status"] == "completed")

    def test_is_told_that_a_job_is_lost(self):
        lost, errors = threading.Event(), []

        def handler(job):
            client("APP").job("send_mail", "complete", job_id=job["job_id"])  # somebody else was faster
            if job["lost"].wait(20):
                lost.set()
        self.run_with(handler, lease=1, on_error=lambda error, job: errors.append(error.code))
        self.send("stolen")
        self.assertTrue(lost.wait(20))
        until(lambda: errors == ["WF410"])


if __name__ == "__main__":
    unittest.main()
