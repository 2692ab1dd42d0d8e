FROM ubuntu:24.04
COPY a.txt /opt/
RUN awk --re-interval 1 /opt/a.txt
CMD ["true"]
