"""moto's server with one request at a time: its threads look at a condition and write in two steps, so that of two
conditional writes both could win. S3 and DynamoDB decide an item's conditional writes one after the other."""

import sys
from threading import Lock

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple

app = DomainDispatcherApplication(create_backend_app)
one = Lock()


def one_at_a_time(environ, start_response):
    with one:
        return app(environ, start_response)


run_simple("127.0.0.1", int(sys.argv[1]), one_at_a_time, threaded=True, request_handler=MotoRequestHandler)
