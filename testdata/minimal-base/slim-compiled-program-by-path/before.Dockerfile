FROM python:3
COPY requirements.txt ./
RUN pip3 install -r requirements.txt
ENTRYPOINT ["/usr/local/bin/uwsgi", "--ini", "x.ini"]
