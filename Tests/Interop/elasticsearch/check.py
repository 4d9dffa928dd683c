"""Asks our double what a client asks a server: check.py ELASTICSEARCH-DOUBLE SERVER

Which client is asked with follows from what is installed. Each method of Checks whose name begins
with `check_` is one check; the first one that fails ends it all with a traceback.
"""

import base64
import json
import subprocess
import sys
import urllib.request
import warnings

warnings.simplefilter("ignore")

try:
    import elasticsearch as library
    from elasticsearch import helpers

    IS_ELASTIC = True
except ImportError:
    import opensearchpy as library
    from opensearchpy import helpers

    IS_ELASTIC = False

CLIENT_MAJOR = library.__version__[0]
# Elastic's client took the API's members as arguments of their own from version 8 on.
HAS_BODY = not IS_ELASTIC or CLIENT_MAJOR == 7


class Double:
    """A double as a process, and a client of it."""

    def __init__(self, program, server, *arguments, **login):
        self.process = subprocess.Popen(
            [program, "--like", server, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[-1])
        self.url = f"http://127.0.0.1:{self.port}"
        kind = library.Elasticsearch if IS_ELASTIC else library.OpenSearch
        # Both compress: requests and replies go through gzip.
        self.client = kind([self.url], http_compress=True, max_retries=0, **login)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()
        self.process.stdin.close()
        assert self.process.wait(10) == 0

    def admin(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"{self.url}/_double/{path}", data) as reply:
            return json.load(reply)


def plain(reply):
    """The reply as dictionaries and lists, whatever the client wraps it in."""
    return getattr(reply, "body", reply)


def call(method, body=None, **names):
    """Calls an API with a body, in the way of the client's version."""
    if body is None:
        return plain(method(**names))
    return plain(method(body=body, **names) if HAS_BODY else method(**names, **body))


def refused(status, method, *arguments, **names):
    """The error that a call ends with, which must have this status."""
    try:
        method(*arguments, **names)
    except Exception as error:
        code = getattr(error, "status_code", None)
        assert code == status, f"{type(error).__name__}, status {code}: {error}"
        return error
    raise AssertionError(f"{method} was not refused with {status}")


def is_a(error, *names):
    """Whether an error is of one of the library's classes."""
    kinds = tuple(getattr(library, name) for name in names if hasattr(library, name))
    assert isinstance(error, kinds), f"{type(error)} is none of {names}"


class Checks:
    def __init__(self, program, server):
        self.program, self.server = program, server
        self.is_open = server.startswith("opensearch")
        self.is_serverless = server == "serverless"

    def double(self, *arguments, **login):
        return Double(self.program, self.server, *arguments, **login)

    # --- What the client itself looks at ---------------------------------------------------------

    def check_says_what_it_is(self):
        with self.double() as double:
            info = plain(double.client.info())
            assert info["version"]["number"], info
            assert (info["version"].get("distribution") == "opensearch") == self.is_open
            assert double.client.ping() is True

    def refuse_another_product(self):
        with self.double() as double:
            try:
                double.client.info()
            except Exception as error:
                is_a(error, "UnsupportedProductError")
                return
            raise AssertionError("the client took it for an Elasticsearch")

    def refuse_another_version(self):
        """A client of 9 asks for version 9, which a server of 8 does not know."""
        with self.double() as double:
            error = refused(400, double.client.info)
            assert "media_type_header_exception" in str(error), error

    # --- Documents -------------------------------------------------------------------------------

    def check_bulk_creates_and_conflicts(self):
        with self.double() as double:
            actions = [
                {"_op_type": "create", "_index": "genesys", "_id": str(n), "_source": {"n": n, "t": "é\n"}}
                for n in range(1000)]
            good, errors = helpers.bulk(double.client, actions, chunk_size=300)
            assert (good, errors) == (1000, [])
            good, errors = helpers.bulk(double.client, actions, chunk_size=300, raise_on_error=False)
            assert good == 0 and len(errors) == 1000
            assert all(error["create"]["status"] == 409 for error in errors)
            kind = errors[0]["create"]["error"]["type"]
            assert kind == "version_conflict_engine_exception", errors[0]
            try:
                helpers.bulk(double.client, actions[:1])
            except helpers.BulkIndexError as error:
                assert len(error.errors) == 1
            else:
                raise AssertionError("a conflict raised nothing")
            double.client.indices.refresh(index="genesys")
            assert plain(double.client.count(index="genesys"))["count"] == 1000
            document = plain(double.client.get(index="genesys", id="7"))
            assert document["_source"] == {"n": 7, "t": "é\n"} and document["found"], document
            stats = double.admin("stats")
            assert (stats["created"], stats["conflicts"]) == (1000, 1001), stats

    def check_single_documents(self):
        with self.double() as double:
            client = double.client
            made = call(client.index, index="a", id="1", **self.document({"n": 1}))
            assert made["result"] == "created" and made["_version"] == 1, made
            again = call(client.index, index="a", id="1", **self.document({"n": 2}))
            assert again["result"] == "updated" and again["_version"] == 2, again
            error = refused(409, client.create, index="a", id="1", **self.document({"n": 3}))
            is_a(error, "ConflictError")
            is_a(refused(404, client.get, index="a", id="2"), "NotFoundError")
            is_a(refused(404, client.count, index="none"), "NotFoundError")
            error = refused(400, client.index, index="a", **self.document({"n": {"x": 1}}))
            is_a(error, "RequestError", "BadRequestError")
            assert plain(client.delete(index="a", id="1"))["result"] == "deleted"
            assert not client.exists(index="a", id="1")

    def document(self, source):
        return {"body": source} if HAS_BODY else {"document": source}

    def check_documents_that_do_not_fit(self):
        with self.double() as double:
            mapping = {"mappings": {"properties": {"n": {"type": "long"}}}}
            call(double.client.indices.create, mapping, index="a")
            _, errors = helpers.bulk(
                double.client, [{"_index": "a", "n": 1}, {"_index": "a", "n": "text"}],
                raise_on_error=False)
            (error,) = errors
            kind = "mapper_parsing_exception" if self.is_open or self.server == "7.17" else "document_parsing_exception"
            assert error["index"]["status"] == 400 and error["index"]["error"]["type"] == kind, error
            assert error["index"]["error"]["caused_by"]["type"] == "illegal_argument_exception"
            call(double.client.indices.put_mapping, {"properties": {"t": {"type": "keyword"}}}, index="a")
            fields = plain(double.client.indices.get_mapping(index="a"))["a"]["mappings"]["properties"]
            assert fields == {"n": {"type": "long"}, "t": {"type": "keyword"}}, fields

    def check_faults_reach_the_client(self):
        with self.double() as double:
            action = [{"_op_type": "create", "_index": "a", "_id": "1", "n": 1}]
            for status in 429, 503:
                double.admin("faults", {"requests": [{"fault": str(status), "times": 1}]})
                refused(status, helpers.bulk, double.client, action)
            double.admin("faults", {"requests": [{"fault": "reset-after", "times": 1}]})
            try:
                helpers.bulk(double.client, action)
            except library.ConnectionError:
                pass
            else:
                raise AssertionError("a reset raised nothing")
            # It was kept all the same.
            _, errors = helpers.bulk(double.client, action, raise_on_error=False)
            assert errors[0]["create"]["status"] == 409, errors

    # --- Setting up ------------------------------------------------------------------------------

    def check_templates(self):
        with self.double() as double:
            cluster, indices = double.client.cluster, double.client.indices
            assert not cluster.exists_component_template(name="genlog-mappings")
            mappings = {"properties": {"@timestamp": {"type": "date"}, "genesys": {"type": "flattened"}}}
            if self.is_open:
                mappings["properties"]["genesys"]["type"] = "object"
            call(
                cluster.put_component_template,
                {"template": {"mappings": mappings, "settings": {"number_of_shards": 1}}, "version": 3},
                name="genlog-mappings")
            found = plain(cluster.get_component_template(name="genlog-mappings"))
            assert found["component_templates"][0]["component_template"]["version"] == 3, found
            template = {
                "index_patterns": ["logs-genesys.*-*"], "priority": 200, "data_stream": {},
                "composed_of": ["genlog-mappings"], "version": 3}
            call(indices.put_index_template, template, name="genlog")
            assert indices.exists_index_template(name="genlog")
            found = plain(indices.get_index_template(name="genlog"))["index_templates"][0]
            assert found["index_template"]["composed_of"] == ["genlog-mappings"], found
            self.refused_template(double, dict(template, composed_of=["none"]), "do not exist")
            self.refused_template(double, template, "same priority", name="other")
            self.use_data_stream(double)

    def refused_template(self, double, template, reason, name="genlog"):
        error = refused(
            400, lambda: call(double.client.indices.put_index_template, template, name=name))
        assert reason in str(error) or reason in json.dumps(getattr(error, "info", "")), error

    def use_data_stream(self, double):
        name, time = "logs-genesys.sip-default", "2026-01-12T08:15:00.124Z"
        actions = [{"_op_type": "create", "_index": name, "_id": str(n), "@timestamp": time} for n in range(5)]
        assert helpers.bulk(double.client, actions)[0] == 5
        stream = plain(double.client.indices.get_data_stream(name=name))["data_streams"][0]
        assert stream["template"] == "genlog" and len(stream["indices"]) == 1, stream
        _, errors = helpers.bulk(
            double.client, [{"_op_type": "index", "_index": name, "@timestamp": time}, dict(actions[0], _id="x", **{"@timestamp": None})],
            raise_on_error=False)
        assert [list(error.values())[0]["status"] for error in errors] == [400, 400], errors
        assert plain(double.client.indices.rollover(alias=name))["rolled_over"]
        assert plain(double.client.count(index=name))["count"] == 5
        double.client.indices.delete_data_stream(name=name)
        refused(404, double.client.indices.get_data_stream, name=name)

    def check_lifecycle(self):
        with self.double() as double:
            if self.is_open:
                return self.use_ism(double)
            policy = {"policy": {"phases": {"delete": {"min_age": "30d", "actions": {"delete": {}}}}}}
            lifecycle = double.client.ilm
            name = {"policy" if CLIENT_MAJOR == 7 else "name": "genlog"}
            if self.is_serverless:
                error = refused(410, lambda: call(lifecycle.put_lifecycle, policy, **name))
                assert "api_not_available_exception" in str(error), error
                return
            is_a(refused(404, lifecycle.get_lifecycle, **name), "NotFoundError")
            call(lifecycle.put_lifecycle, policy, **name)
            call(lifecycle.put_lifecycle, policy, **name)
            assert plain(lifecycle.get_lifecycle(**name))["genlog"]["version"] == 2

    def use_ism(self, double):
        policy = {"policy": {"description": "x", "default_state": "hot", "states": [{"name": "hot", "actions": [], "transitions": []}]}}
        ask = double.client.transport.perform_request
        path = "/_plugins/_ism/policies/genlog"
        is_a(refused(404, ask, "GET", path), "NotFoundError")
        made = ask("PUT", path, body=policy)
        is_a(refused(409, ask, "PUT", path, body=policy), "ConflictError")
        place = {"if_seq_no": made["_seq_no"], "if_primary_term": made["_primary_term"]}
        assert ask("PUT", path, params=place, body=policy)["_version"] == 2
        refused(409, ask, "PUT", path, params=place, body=policy)

    def check_logins(self):
        arguments = ["--user", "genlog:right", "--api-key", "id:key", "--privilege", "create_doc"]
        name = "basic_auth" if IS_ELASTIC and CLIENT_MAJOR >= 8 else "http_auth"
        with self.double(*arguments, **{name: ("genlog", "wrong")}) as double:
            is_a(refused(401, double.client.count), "AuthenticationException")
        with self.double(*arguments, **{name: ("genlog", "right")}) as double:
            assert plain(double.client.count())["count"] == 0
            if IS_ELASTIC:
                self.ask_privileges(double)
        if IS_ELASTIC:
            with self.double(*arguments, api_key=base64.b64encode(b"id:key").decode()) as double:
                assert plain(double.client.security.authenticate())["username"] == "id"

    def ask_privileges(self, double):
        who = plain(double.client.security.authenticate())
        assert who["username"] == "genlog", who
        wanted = {"cluster": ["monitor"], "index": [{"names": ["logs-*"], "privileges": ["create_doc"]}]}
        may = call(double.client.security.has_privileges, wanted)
        assert not may["has_all_requested"] and may["index"]["logs-*"]["create_doc"], may

    def check_cluster(self):
        with self.double() as double:
            if self.is_serverless:
                refused(410, double.client.cluster.health)
                return
            assert plain(double.client.cluster.health())["status"] == "green"
            assert plain(double.client.nodes.info(metric="http"))["nodes"]
            pools = plain(double.client.cat.thread_pool(format="json"))
            assert {pool["name"] for pool in pools} == {"search", "write"}, pools


def asked(server):
    """Which checks there are for this client and this server."""
    if IS_ELASTIC and server.startswith("opensearch"):
        return ["refuse_another_product"]
    if IS_ELASTIC and CLIENT_MAJOR == 9 and server.startswith("8"):
        return ["refuse_another_version"]
    return [name for name in dir(Checks) if name.startswith("check_")]


def main():
    program, server = sys.argv[1:]
    names = asked(server)
    for name in names:
        getattr(Checks(program, server), name)()
    client = "elasticsearch" if IS_ELASTIC else "opensearch-py"
    version = ".".join(str(part) for part in library.__version__[:3])
    print(f"{client} {version} and a double like {server}: {len(names)} checks")


main()
