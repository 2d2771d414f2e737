"""Client of wf-gateway: approvals and workflows in PostgreSQL, and workers for their jobs. One file, standard library only.

    client = Client("https://approvals.example.com", token="...")
    instance = client.start("leave", {"days": 3, "kind": "annual"})
    for task in client.inbox():
        client.approve(task["task_id"], comment="ok")

    worker = Worker(client, "send_mail", lambda job: {"sent": send(job["data"])})
    worker.run()    # until worker.stop(), of another thread or a signal handler
"""
import http.client
import json
import random
import ssl
import threading
import time
import urllib.parse
import uuid
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

__all__ = ["BpmnError", "Client", "WfError", "Worker"]

# May be called again at any time: what only reads. Without a request_id: only if it surely was not done.
_NOT_DONE = ("PGRST000", "PGRST003")


class WfError(Exception):
    """What was refused, or could not be done. code: an SQLSTATE such as WF402; PGRST and a number: of the gateway; NETWORK: no answer."""

    def __init__(self, status, code, message, details=None, hint=None, retry_after=0.0):
        super().__init__(message)
        self.status, self.code, self.message, self.details, self.hint, self.retry_after = status, code, message, details, hint, retry_after

    def __str__(self):
        return " ".join(part for part in (f"{self.code}: {self.message}", self.details, self.hint and f"({self.hint})") if part)

    @property
    def is_passing(self):
        """Whether the same request may succeed in a while."""
        return self.code in ("NETWORK", "40001", "40P01") or self.status in (429, 502, 503, 504)


class BpmnError(Exception):
    """Raised by a handler: the error that the process catches, instead of another try."""

    def __init__(self, code, message=None):
        super().__init__(message or code)
        self.code = code


def _backoff(tries, first, most, error=None):
    """1, 2, 4 ... times the first, with chance; the server's own wish counts more."""
    return max(getattr(error, "retry_after", 0), min(most, first * 2 ** min(tries, 20)) * random.uniform(0.5, 1))


class Client:
    """token: a text, or a function that gives one for each request. May be used by several threads."""

    def __init__(self, url, token=None, headers=None, tries=4, first_pause=0.2, timeout=60, context=None):
        parts = urllib.parse.urlsplit(url)
        self._is_https, self._host, self._path = parts.scheme == "https", parts.netloc, parts.path.rstrip("/")
        self._token, self._headers, self._timeout, self._context = token, dict(headers or {}), timeout, context
        self.tries, self.first_pause = tries, first_pause
        self._own = threading.local()

    def _connect(self):
        if self._is_https:
            return http.client.HTTPSConnection(self._host, timeout=self._timeout, context=self._context or ssl.create_default_context())
        return http.client.HTTPConnection(self._host, timeout=self._timeout)

    def request(self, method, path, body=None, headers=None, on_connection=None):
        """One request; raises WfError. on_connection: is told of the connection before it waits."""
        token = self._token() if callable(self._token) else self._token
        words = {**self._headers, **({"Authorization": "Bearer " + token} if token else {}), **(headers or {})}
        data = None
        if body is not None:
            data, words["Content-Type"] = json.dumps(body).encode(), "application/json"
        connection = getattr(self._own, "connection", None) or self._connect()
        self._own.connection = None
        try:
            if on_connection:
                on_connection(connection)
            connection.request(method, self._path + path, data, words)
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise WfError(0, "NETWORK", f"{self._host} does not answer: {error!r}") from error
        if answer.will_close:
            connection.close()
        else:
            self._own.connection = connection
        return self._read(answer, text)

    @staticmethod
    def _read(answer, text):
        try:
            body = json.loads(text) if text else None
        except ValueError:
            body = text.decode(errors="replace")[:200]
        if answer.status < 300:
            return body
        after = answer.getheader("Retry-After") or "0"
        given = body if isinstance(body, dict) else {}
        raise WfError(answer.status, given.get("code") or f"HTTP{answer.status}", given.get("message") or str(body or answer.reason), given.get("details"),
                      given.get("hint"), float(after) if after.isdigit() else 0.0)

    def repeat(self, method, path, body=None, headers=None, may_repeat=True, **more):
        """The request, again after a failure that passes."""
        for tries in range(self.tries):
            try:
                return self.request(method, path, body, headers, **more)
            except WfError as error:
                if not error.is_passing or not (may_repeat or error.code in _NOT_DONE) or tries + 1 == self.tries:
                    raise
                time.sleep(_backoff(tries, self.first_pause, 10, error))

    def call(self, function, key=None, may_repeat=False, **values):
        """A function of wf_api by its name. may_repeat: it only reads, or has a request_id; then an Idempotency-Key has it done once."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())} if may_repeat else {}
        return self.repeat("POST", "/rpc/" + urllib.parse.quote(function, safe=""), values, headers, may_repeat)

    def list(self, view, where=None, select=None, order=None, limit=None, offset=None):
        """Rows of a view. where: {"status": "eq.running"}"""
        words = {**(where or {}), "select": select, "order": order, "limit": limit, "offset": offset}
        query = urllib.parse.urlencode({name: value for name, value in words.items() if value is not None})
        return self.repeat("GET", "/" + urllib.parse.quote(view, safe="") + ("?" + query if query else ""))

    def start(self, definition, data=None, **more):
        """Returns the id of the new instance."""
        return self.call("start", may_repeat=True, definition=definition, data=data or {}, **more)

    def inbox(self, **values):
        """The tasks of the caller."""
        return self.call("inbox", may_repeat=True, **values)

    def approve(self, task_id, **more):
        return self.call("approve", may_repeat=True, task_id=task_id, **more)

    def reject(self, task_id, **more):
        return self.call("reject", may_repeat=True, task_id=task_id, **more)

    def complete(self, task_id, **more):
        return self.call("complete", may_repeat=True, task_id=task_id, **more)

    def job(self, topic, verb, key=None, on_connection=None, **values):
        """What a worker asks; Worker does it for you. A fetch whose answer was lost has taken jobs, so it is not repeated."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())} if verb in ("complete", "fail") else {}
        return self.repeat("POST", f"/jobs/{urllib.parse.quote(topic, safe='')}/{verb}", values, headers, verb != "fetch", on_connection=on_connection)

    def events(self, after=None, wait=25):
        """Without end: {"after", "reset", "changes"} whenever something has changed. reset: read again what you show."""
        failures = 0
        while True:
            try:
                told = self.request("GET", "/events" + (f"?after={after}&wait={wait}" if after else ""))
            except WfError as error:
                if not error.is_passing:
                    raise
                time.sleep(_backoff(failures, self.first_pause, 30, error))
                failures += 1
                continue
            failures, after = 0, told["after"]
            if told["reset"] or told["changes"]:
                yield told


class Worker:
    """Does the jobs of a topic: fetches, keeps what takes long, says what came of it, and stops without dropping anything.

    handler(job) gives the form values to change, or None; job["lost"] is set when the job is somebody else's or over. lease and retry_after
    are seconds. on_error(error, job) hears of what is not the handler's fault."""

    def __init__(self, client, topic, handler, name=None, concurrency=4, lease=60, wait=25, retry_after=0, first_pause=1, on_error=None):
        self.client, self.topic, self.handler, self.name = client, topic, handler, name or f"worker-{uuid.uuid4().hex[:8]}"
        self.concurrency, self.lease, self.wait, self.retry_after, self.first_pause = concurrency, lease, wait, retry_after, first_pause
        self.on_error = on_error or (lambda error, job: None)
        self._stopping, self._connection, self._jobs = threading.Event(), None, {}

    def stop(self):
        """run() ends when what is under way is done."""
        self._stopping.set()
        connection = self._connection
        if connection is not None and connection.sock is not None:
            try:
                connection.sock.shutdown(2)  # ends its wait
            except OSError:
                pass

    def run(self):
        """Until stop(), and then until what runs is done."""
        is_over = threading.Event()
        beating = threading.Thread(target=self._beat, args=(is_over,), daemon=True)
        beating.start()
        failures, running = 0, set()
        with ThreadPoolExecutor(self.concurrency) as pool:
            while not self._stopping.is_set():
                if len(running) >= self.concurrency:
                    running = wait(running, timeout=1, return_when=FIRST_COMPLETED).not_done
                    continue
                try:
                    for job in self._fetch(self.concurrency - len(running)):
                        running.add(pool.submit(self._handle, job))
                    failures = 0
                except WfError as error:
                    if self._stopping.is_set():
                        break
                    self.on_error(error, None)
                    self._stopping.wait(_backoff(failures, self.first_pause, 60, error))
                    failures += 1
                running = {each for each in running if not each.done()}
        is_over.set()
        beating.join()

    def _fetch(self, most):
        try:
            return self.client.job(self.topic, "fetch", on_connection=self._note, worker=self.name, max_jobs=most, lease=self.lease, wait=self.wait)
        finally:
            self._connection = None

    def _note(self, connection):
        if connection.sock is None:
            connection.connect()
        self._connection = connection
        if self._stopping.is_set():  # stop() may not have seen it
            raise OSError("the worker stops")

    def _handle(self, job):
        job["lost"] = threading.Event()
        self._jobs[job["job_id"]] = job
        try:
            verb, values = "complete", {"data": self.handler(job)}
        except BpmnError as error:
            verb, values = "fail", {"error": str(error), "error_code": error.code}
        except Exception as error:  # whatever it is, it is the job's failure
            verb, values = "fail", {"error": str(error) or type(error).__name__, "retry_after": self.retry_after}
        finally:
            del self._jobs[job["job_id"]]
        if job["lost"].is_set():
            return
        try:
            self.client.job(self.topic, verb, job_id=job["job_id"], **values)
        except Exception as error:
            self.on_error(error, job)

    def _beat(self, is_over):
        while not is_over.wait(self.lease / 3):
            for job in list(self._jobs.values()):
                try:
                    self.client.job(self.topic, "extend", job_id=job["job_id"], worker=self.name, lease=self.lease)
                except WfError as error:
                    if error.code == "WF410":
                        job["lost"].set()
                    self.on_error(error, job)
