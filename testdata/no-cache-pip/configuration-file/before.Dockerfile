FROM python:3.14
RUN pip config set global.no-cache-dir true
RUN pip install flask
FROM python:3.14
RUN printf '[global]\nno-cache-dir = true\n' > /etc/pip.conf
RUN pip install flask
FROM python:3.14
COPY <<EOF /etc/pip.conf
[install]
no-cache-dir = yes
EOF
RUN pip install flask
FROM python:3.14
COPY pip.conf /etc/pip.conf
RUN pip install flask
FROM python:3.14
RUN pip config set global.no-cache-dir false
RUN pip install flask
FROM python:3.14
COPY other.conf /etc/pip.conf
RUN pip install flask
