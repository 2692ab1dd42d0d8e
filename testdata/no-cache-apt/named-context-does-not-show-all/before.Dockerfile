FROM debian:13
RUN apt-get update && apt-get install -y curl
COPY a.sh b.sh c.py d.sh e.sh /
RUN /a.sh
FROM debian:13
RUN apt-get update && apt-get install -y curl
COPY a.sh b.sh c.py d.sh e.sh /
RUN sed -i s/x/y/ /b.sh && /b.sh
FROM debian:13
RUN apt-get update && apt-get install -y curl
COPY a.sh b.sh c.py d.sh e.sh /
RUN /c.py
FROM debian:13
RUN apt-get update && apt-get install -y curl
COPY a.sh b.sh c.py d.sh e.sh /
RUN cd /tmp && ./d.sh
FROM debian:13
RUN apt-get update && apt-get install -y curl
COPY a.sh b.sh c.py d.sh e.sh /
RUN /e.sh
FROM debian:13
RUN apt-get update && apt-get install -y curl
COPY a.sh b.sh c.py d.sh e.sh /
RUN --mount=type=bind,target=/m /d.sh
