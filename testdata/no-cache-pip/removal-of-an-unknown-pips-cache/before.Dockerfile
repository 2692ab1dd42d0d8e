FROM example.org/cuda:12
RUN apt-get update && apt-get install -y python3-pip
RUN pip install flask
RUN pip install flask && rm -rf /root/.cache/pip
RUN bash -c 'python3 -m pip install jinja2'
